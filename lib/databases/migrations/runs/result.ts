import type { MigrationResultState } from "@/drizzle/master/schema/states";
import { engineErrorOf, messageWithoutData, sqliteCode } from "../../errors";
import type { Candidate } from "./candidates";

/** What a run did, or is to do, with one database. */
export interface DatabaseResult {
  readonly databaseId: string;
  readonly companyId: string;
  readonly slug: string;
  /** 0 is the canary. */
  readonly wave: number;
  readonly state: MigrationResultState;
  /** Name of the newest migration before and after. */
  readonly from: string | null;
  readonly to: string | null;
  readonly fromGeneration: number;
  readonly toGeneration: number | null;
  /** How long writers had to wait, in milliseconds. */
  readonly pausedMs: number | null;
  /** Milliseconds, waiting included. */
  readonly ms: number | null;
  /** Of one that is done: that the registry had been wrong about it. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The code under which a result says that the registry and the database's own ledger differed. */
export const registryMismatch = "RegistryMismatch";

export function waiting(candidate: Candidate, wave: number): DatabaseResult {
  const { databaseId, companyId, slug, schemaVersion, generation } = candidate;
  return {
    databaseId,
    companyId,
    slug,
    wave,
    state: "waiting",
    from: schemaVersion,
    to: null,
    fromGeneration: generation,
    toGeneration: null,
    pausedMs: null,
    ms: null,
    error: null,
  };
}

export function failed(result: DatabaseResult, error: unknown, ms: number | null): DatabaseResult {
  return { ...result, state: "failed", to: result.from, ms, error: reasonOf(error) };
}

function reasonOf(error: unknown): { code: string; message: string } {
  const message = messageWithoutData(error);
  const code = engineErrorOf(error)?.code ?? (sqliteCode(error)?.startsWith("SQLITE_BUSY") ? "Busy" : null);
  return { code: code ?? "unexpected", message };
}
