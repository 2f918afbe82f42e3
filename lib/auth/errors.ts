import { DomainError } from "@/lib/domain/errors";

/** Unknown name, wrong password or locked account: which, is not said. */
export class WrongCredentials extends DomainError {
  constructor() {
    super("wrongCredentials");
  }
}

/** Throttled; `params.minutes` until the next try. */
export class TooManyAttempts extends DomainError {
  constructor(waitSeconds: number) {
    super("tooManyAttempts", { minutes: Math.max(1, Math.ceil(waitSeconds / 60)) });
  }
}

/** Not a code of the second factor, or one that was used already: which, is not said. */
export class WrongSecondFactor extends DomainError {
  constructor() {
    super("secondFactorWrong", {}, { code: "errors.secondFactorWrong" });
  }
}
