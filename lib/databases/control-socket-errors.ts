import { DomainError, isDomainError } from "@/lib/domain/errors";
import type { CarriedError } from "./control-socket-messages";
import { EngineError, type EngineErrorCode, isEngineError } from "./errors";

export function carry(error: unknown): CarriedError {
  if (isEngineError(error)) {
    return { kind: "engine", code: error.code, message: error.message, detail: error.detail };
  }
  if (isDomainError(error)) {
    const carried = {
      kind: "domain",
      code: error.code,
      message: error.message,
      detail: error.params,
    } as const;
    return error.fieldErrors ? { ...carried, fieldErrors: error.fieldErrors } : carried;
  }
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return { kind: "unexpected", code: name, message, detail: {} };
}

/** The error as whoever sent the command can tell it apart: by code, message and detail, as if it had run here. */
export function revive({ kind, code, message, detail, fieldErrors }: CarriedError): Error {
  if (kind === "engine") return new EngineError(code as EngineErrorCode, message, detail);
  if (kind === "domain") {
    const params = Object.entries(detail).filter(
      (entry): entry is [string, string | number] => entry[1] !== null,
    );
    return new DomainError(code, Object.fromEntries(params), fieldErrors);
  }
  return Object.assign(new Error(message), { name: code });
}
