import type { z } from "zod";
import { engineErrorOf, isPassing } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { type FieldProblem, fieldProblems } from "@/lib/domain/field-problems";

/** Why an action did not do what was asked, before it is put into words. */
export interface Failure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Per field of the form. */
  readonly fields: Readonly<Record<string, FieldProblem>>;
  /** Set for what nobody foresaw, shown only as a reference, and for what operators must hear of: to be logged. */
  readonly unexpected?: unknown;
}

export function failure(code: string, params: Failure["params"] = {}): Failure {
  return { code, params, fields: {} };
}

export function invalidInput(error: z.ZodError): Failure {
  return { code: "invalidInput", params: {}, fields: fieldProblems(error) };
}

/** What went wrong, in terms a person can act on. */
export function failureOf(error: unknown, requestId: string | null): Failure {
  if (isDomainError(error)) {
    const fields = Object.entries(error.fieldErrors ?? {});
    return {
      code: error.code,
      params: error.params,
      fields: Object.fromEntries(fields.map(([name, message]) => [name, { message, params: error.params }])),
    };
  }
  const refused = engineErrorOf(error);
  if (refused?.code === "Busy") return failure("busy");
  if (refused?.code === "NoPlace") return failure("noPlace");
  if (refused?.code === "MoveRefused") return failure(`moveRefused.${refused.detail.why}`);
  // Logged as well: an operator has to do something about it.
  if (refused?.code === "NoSpace") return { ...failure("noSpace"), unexpected: error };
  if (refused?.code === "ServerFailed" || refused?.code === "TransactionExpired")
    return failure("serverDown");
  if (refused?.code === "LaterGeneration") return { ...failure("laterGeneration"), unexpected: error };
  if (refused?.code === "RemovalBlocked") return failure("removalBlocked");
  if (refused?.code === "Restricted")
    return failure(refused.detail.why === "expired" ? "impersonationOver" : "impersonationRefused");
  if (refused && isPassing(refused)) return failure("unavailable");
  return { ...failure("unexpected", { reference: requestId ?? "–" }), unexpected: error };
}
