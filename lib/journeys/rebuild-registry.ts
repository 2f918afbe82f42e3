import {
  type Actor,
  applyRebuild,
  destroyRecordedKeys,
  listRemovalRecords,
  planRebuild,
  type RebuildPlan,
  recordAudit,
} from "@/lib/databases";
import { recoverRemovals } from "@/lib/master/removals/recover-removals";

export interface RebuiltRegistry {
  readonly plan: RebuildPlan;
  /** Closing companies that got thirty days anew. */
  readonly postponed: number;
}

/**
 * After the master came out of a backup: the registry is made to say what the databases, the keyring and the records
 * of removals say, and is trusted again. Where it is trusted already, nothing is done.
 */
export async function rebuildRegistry(actor: Actor, now: Date): Promise<RebuiltRegistry> {
  const first = await planRebuild();
  if (first.blockedSince === null) return { plan: first, postponed: 0 };
  const records = await listRemovalRecords();
  // First: what was destroyed must not be taken for a company's key.
  await destroyRecordedKeys(records);
  const plan = await planRebuild();
  let postponed = 0;
  await applyRebuild(plan, actor, async (tx) => {
    postponed = await recoverRemovals(tx, records, now);
    const count = (kind: string) => plan.items.filter((item) => item.kind === kind).length;
    await recordAudit(tx, {
      action: "registry.rebuilt",
      subject: { type: "registry", id: "registry" },
      changes: {
        databases: [plan.agreeing, plan.agreeing + count("newer") + count("adopted") + count("interrupted")],
      },
    });
  });
  return { plan, postponed };
}
