import { DomainError } from "@/lib/domain/errors";

/** Somebody has to own the company: the last owner who can sign in neither goes nor becomes less. */
export class LastOwner extends DomainError {
  constructor() {
    super("lastOwner");
  }
}

/** Belongs to the company already, in another role; that is changed, not added. */
export class AlreadyMember extends DomainError {
  constructor(name: string) {
    super("alreadyMember", { name });
  }
}

/** Who may do everything else may not make owners, nor unmake them. */
export class OnlyOwners extends DomainError {
  constructor() {
    super("onlyOwners");
  }
}
