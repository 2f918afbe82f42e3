import { and, eq, inArray, or } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { isChanging } from "../generations/next-generation";
import { silentMs } from "../generations/staying-alive";
import type { Actor } from "../handles";
import type { KeyEntry } from "../keyring/keyring";
import type { Finding } from "../reconcile/finding";
import type { Present } from "../reconcile/registered";
import { write } from "../write";
import { destroySandbox, stillThere } from "./discard-sandbox";

interface Leftover {
  readonly id: string;
  readonly reason: string;
}

/** Sandboxes that were never finished, and what is left of discarded ones: nobody can open either. */
async function leftoverSandboxes(
  keys: readonly KeyEntry[],
  look: () => Promise<Present>,
): Promise<Leftover[]> {
  const { master, folder } = engine();
  const rows = await master
    .select({
      id: tenantDatabases.id,
      state: tenantDatabases.state,
      stateReason: tenantDatabases.stateReason,
      updatedAt: tenantDatabases.updatedAt,
    })
    .from(tenantDatabases)
    .where(
      and(
        eq(tenantDatabases.purpose, "sandbox"),
        or(
          inArray(tenantDatabases.state, ["removed", "failed"]),
          and(eq(tenantDatabases.state, "provisioning"), eq(tenantDatabases.generation, 0)),
        ),
      ),
    );
  if (rows.length === 0) return [];
  const { files } = await look();
  const withKey = new Set(keys.map(({ databaseId }) => databaseId));
  const withFile = new Set([...files].map((name) => name.slice(0, name.lastIndexOf("."))));
  const told: readonly (string | null)[] = Object.values(stillThere);
  // Without a data folder there are other hosts, one of which may be at it.
  const silentSince = folder ? Number.POSITIVE_INFINITY : Date.now() - silentMs;
  return rows.flatMap(({ id, state, stateReason, updatedAt }) => {
    if (isChanging(id) || updatedAt > silentSince) return [];
    if (state !== "removed") return [{ id, reason: "a sandbox that was never finished was cleared away" }];
    return withKey.has(id) || withFile.has(id) || told.includes(stateReason)
      ? [{ id, reason: "what was left of a discarded sandbox was cleared away" }]
      : [];
  });
}

/** As `clearAwaySandboxes` where nothing is in files, and other hosts are at work. */
export function clearAwayElsewhere(actor: Actor): Promise<Finding[]> {
  return clearAwaySandboxes(actor, [], async () => ({ files: new Set(), keys: new Set() }));
}

/** The one thing that the reconciler removes: copies that nobody could ever open, or that were discarded. */
export async function clearAwaySandboxes(
  actor: Actor,
  keys: readonly KeyEntry[],
  look: () => Promise<Present>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, reason } of await leftoverSandboxes(keys, look)) {
    await write(engine().master, actor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ state: "removed", stateReason: stillThere.unfinished })
        .where(and(eq(tenantDatabases.id, id), eq(tenantDatabases.generation, 0))),
    );
    findings.push(
      await destroySandbox(id, actor).then(
        () => ({ what: "database", id, measure: "finished", reason }) as const,
        (error: unknown) => {
          const why = messageWithoutData(error);
          return { what: "database", id, measure: "named", reason: why } as const;
        },
      ),
    );
  }
  return findings;
}
