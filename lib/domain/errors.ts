/** Bundles carry their own copies of this module, so `instanceof` lies; a registered symbol is one for the whole process. */
const tag = Symbol.for("medadmin.domain-error");

export type ErrorParams = Record<string, string | number>;

/**
 * Something a person can act on. The edge shows `errors.<code>` with `params`; `fieldErrors` holds, per form field,
 * the id of the message to show beside it (`errors.duplicate.name`), filled with the same `params`.
 */
export class DomainError extends Error {
  readonly [tag] = true;
  readonly code: string;
  readonly params: ErrorParams;
  readonly fieldErrors?: Record<string, string>;

  constructor(code: string, params: ErrorParams = {}, fieldErrors?: Record<string, string>) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "DomainError";
    this.code = code;
    this.params = params;
    if (fieldErrors) this.fieldErrors = fieldErrors;
  }
}

/** @param code narrows to one kind of error, such as `inUse` */
export function isDomainError(error: unknown, code?: string): error is DomainError {
  return (
    error instanceof Error && tag in error && (code === undefined || (error as DomainError).code === code)
  );
}

export type LimitedResource = "doctors" | "users" | "patients" | "storage";

/** The plan allows no more; `params`: resource, limit, used. */
export class PlanLimitReached extends DomainError {
  constructor(params: { resource: LimitedResource; limit: number; used: number }) {
    super("planLimitReached", params);
  }
}

/** Somebody else saved the row since this form was opened; `changedAt` in ms UTC. */
export class StaleVersion extends DomainError {
  constructor(params: { changedBy: string; changedAt: number }) {
    super("staleVersion", params);
  }
}

/** `type` is the subject's name in audit rows: `doctor`, `region` … */
export class NotFound extends DomainError {
  constructor(type: string) {
    super("notFound", { type });
  }
}

export type UseCounts = { doctors: number; cities: number; clinics: number };

/** Cannot be deleted: so many doctors, cities and clinics point at it. */
export class InUse extends DomainError {
  constructor(type: string, id: string, counts: Partial<UseCounts>) {
    super("inUse", { type, id, doctors: 0, cities: 0, clinics: 0, ...counts });
  }
}

/** Another row already has this value. `of` names the other row for people; `message` is shown beside the field. */
export class Duplicate extends DomainError {
  constructor(params: { field: string; value: string; of?: string }, message = "errors.duplicateField") {
    super("duplicate", { of: params.value, ...params }, { [params.field]: message });
  }
}

/** A field's value breaks a rule that only the database could check, such as a city of another region. */
export class Invalid extends DomainError {
  constructor(field: string, message = "errors.invalid", params: ErrorParams = {}) {
    super("invalidInput", { field, ...params }, { [field]: message });
  }
}
