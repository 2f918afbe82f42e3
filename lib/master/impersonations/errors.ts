import { DomainError } from "@/lib/domain/errors";

/** The session is in a company already: nobody is in two places, and nobody goes from one on to the next. */
export class AlreadyInCompany extends DomainError {
  constructor() {
    super("alreadyInCompany");
  }
}

/** The company is not made yet, or is closed: there is nothing to enter. */
export class CompanyNotEnterable extends DomainError {
  constructor() {
    super("companyNotEnterable");
  }
}

/** The company is suspended or closing: what is in it may be looked at, and stays as it is. */
export class OnlyToRead extends DomainError {
  constructor() {
    super("companyOnlyToRead", {}, { mode: "errors.companyOnlyToRead" });
  }
}

/** The session ended, or its user is no master admin any more, between the check and the write. */
export class SessionOver extends DomainError {
  constructor() {
    super("signedOut");
  }
}
