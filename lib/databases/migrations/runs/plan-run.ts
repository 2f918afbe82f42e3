import { EngineError, isEngineError } from "../../errors";
import { anyTenantRef } from "../../registry";
import type { Migration } from "../files";
import { type Peeked, peek } from "../peek";
import { type Candidate, countCurrent, readBehind, readSample } from "./candidates";
import { type DatabaseResult, failed, registryMismatch, waiting } from "./result";
import type { RunOptions } from "./run-options";

export interface RunPlan {
  /** The name of the newest migration. */
  readonly target: string;
  /** To be migrated, in order of slug. */
  readonly behind: readonly Candidate[];
  /** At `target`, as far as the registry knows. */
  readonly current: number;
  /** Of those, what was opened to verify the registry, and found to be as it says. */
  readonly verified: readonly DatabaseResult[];
  /** What the registry says wrongly, by database; these are among `behind` too. */
  readonly mismatches: ReadonlyMap<string, string>;
  /** Those that nobody can migrate now, and why. */
  readonly refused: readonly DatabaseResult[];
}

/** So many that the registry calls current are opened all the same. */
export function sampleSize(current: number): number {
  return Math.min(current, Math.max(5, Math.ceil(current / 100)));
}

/**
 * What a run has to do: known from the registry, so that current databases are not opened. A sample of them is, to
 * know that the registry can be trusted; when it cannot, all are.
 * @param also further databases to look into, whatever the registry says
 */
export async function planRun(
  options: Pick<RunOptions, "companyIds" | "serverId">,
  migrations: readonly Migration[],
  also: readonly Candidate[] = [],
): Promise<RunPlan> {
  const target = migrations.at(-1)?.name ?? "";
  const listed = await readBehind(options, target);
  const current = await countCurrent(options, target);
  const sample = await readSample(options, target, sampleSize(current));
  const known = new Set([...listed, ...sample].map(({ databaseId }) => databaseId));
  const looked = new Looked(target, migrations);
  await looked.into([...sample, ...also.filter(({ databaseId }) => !known.has(databaseId))]);
  if (looked.mismatches.size > 0) await looked.into(await readSample(options, target, current));
  const unavailable = listed.filter(({ state }) => state !== "ready");
  const behind = [...listed.filter(({ state }) => state === "ready"), ...looked.behind];
  return {
    target,
    behind: behind.sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    current,
    verified: looked.verified,
    mismatches: looked.mismatches,
    refused: [...unavailable.map(refuse), ...looked.refused],
  };
}

function refuse(candidate: Candidate): DatabaseResult {
  const message = `The company's database is ${candidate.state}.`;
  return failed(waiting(candidate, 0), new EngineError("DatabaseUnavailable", message), null);
}

class Looked {
  readonly behind: Candidate[] = [];
  readonly verified: DatabaseResult[] = [];
  readonly refused: DatabaseResult[] = [];
  readonly mismatches = new Map<string, string>();
  readonly #seen = new Set<string>();

  constructor(
    private readonly target: string,
    private readonly migrations: readonly Migration[],
  ) {}

  async into(candidates: readonly Candidate[]): Promise<void> {
    for (const candidate of candidates) {
      if (this.#seen.has(candidate.databaseId)) continue;
      this.#seen.add(candidate.databaseId);
      if (candidate.state !== "ready") this.refused.push(refuse(candidate));
      else await this.#look(candidate);
    }
  }

  async #look(candidate: Candidate): Promise<void> {
    try {
      this.#note(candidate, await peek(anyTenantRef(candidate), this.migrations));
    } catch (error) {
      // It is somewhere else by now, so it is not what the registry said a moment ago.
      if (!isEngineError(error, "Moved")) this.refused.push(failed(waiting(candidate, 0), error, null));
    }
  }

  #note(candidate: Candidate, { schema, pending }: Peeked): void {
    const result = waiting(candidate, 0);
    if (schema !== candidate.schemaVersion) {
      this.mismatches.set(
        candidate.databaseId,
        `The registry says that its schema is ${candidate.schemaVersion ?? "none"}, its own ledger says ${schema ?? "none"}.`,
      );
    }
    const mismatch = this.mismatches.get(candidate.databaseId);
    if (pending > 0) this.behind.push({ ...candidate, schemaVersion: schema });
    else {
      const error = mismatch ? { code: registryMismatch, message: mismatch } : null;
      this.verified.push({ ...result, state: "current", from: schema, to: this.target, error });
    }
  }
}
