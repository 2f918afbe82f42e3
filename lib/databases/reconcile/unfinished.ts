import { asc, eq, isNull, sql } from "drizzle-orm";
import { provisionings, tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabaseState } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import { engineErrorOf, lastingError, messageWithoutData } from "../errors";
import type { Actor } from "../handles";
import { type Beginning, isProvisioning, provision } from "../provisioning/provision";
import { write } from "../write";
import type { Finding } from "./finding";
import { quarantine } from "./quarantine";

/** So often a company is tried to be finished before an operator must look. */
const patience = 5;

export interface Unfinished {
  readonly id: string;
  readonly companyId: string;
  readonly databaseId: string;
  readonly attempts: number;
  readonly state: DatabaseState;
  readonly generation: number;
  /** For so long nobody has got any further with it, in milliseconds. */
  readonly silentMs: number;
}

/**
 * Each step is recorded, and none takes nearly as long: after that nobody is at it any more. Where hosts share a
 * master, one that starts must not take a registration out of the hands of another.
 */
const abandonedMs = 120_000;

/** As `finishUnfinished`, but only what nobody is at: while hosts work. */
export async function finishAbandoned(actor: Actor, beginning: Beginning): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const one of await unfinished()) {
    if (one.state === "quarantined" || one.silentMs < abandonedMs || isProvisioning(one.id)) continue;
    findings.push(await finish(actor, beginning, one));
  }
  return findings;
}

/**
 * Finishes the companies that an earlier process left half-made; what cannot be finished is quarantined.
 * @param evenQuarantined when an operator asks for another try
 */
export async function finishUnfinished(
  actor: Actor,
  beginning: Beginning,
  evenQuarantined = false,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const one of await unfinished()) {
    if (one.state !== "quarantined") findings.push(await finish(actor, beginning, one));
    else if (evenQuarantined) findings.push(await tryAgain(actor, beginning, one));
  }
  return findings;
}

export function unfinished(): Promise<Unfinished[]> {
  return engine()
    .master.select({
      id: provisionings.id,
      companyId: provisionings.companyId,
      databaseId: provisionings.databaseId,
      attempts: provisionings.attempts,
      state: tenantDatabases.state,
      generation: tenantDatabases.generation,
      // By the clock that wrote it.
      silentMs: sql<number>`unixepoch('subsec') * 1000 - ${provisionings.updatedAt}`,
    })
    .from(provisionings)
    .innerJoin(tenantDatabases, eq(tenantDatabases.id, provisionings.databaseId))
    .where(isNull(provisionings.finishedAt))
    .orderBy(asc(provisionings.id));
}

async function finish(actor: Actor, beginning: Beginning, one: Unfinished): Promise<Finding> {
  const { id, companyId, databaseId } = one;
  try {
    await provision(id, { actor, beginning });
    return {
      what: "company",
      id: companyId,
      measure: "finished",
      reason: "its registration was interrupted",
    };
  } catch (error) {
    const why = messageWithoutData(error);
    // A server that is down says nothing against the company.
    const isDown = ["ServerFailed", "NoSpace", "Busy", "DataFolderUnwritable"].includes(
      engineErrorOf(error)?.code ?? "",
    );
    const isHopeless = one.attempts >= patience && !isDown;
    const code = lastingError(error) ?? (isHopeless ? "DatabaseUnavailable" : null);
    return code
      ? quarantine(actor, databaseId, code, why)
      : { what: "company", id: companyId, measure: "named", reason: why };
  }
}

async function tryAgain(actor: Actor, beginning: Beginning, one: Unfinished): Promise<Finding> {
  await write(engine().master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state: one.generation === 0 ? "provisioning" : "ready", stateReason: null })
      .where(eq(tenantDatabases.id, one.databaseId)),
  );
  return finish(actor, beginning, one);
}
