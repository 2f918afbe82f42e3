import { and, eq, isNull, sql } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import { type AuditEntry, recordAudit } from "../audit";
import { engine } from "../engine";
import { numberAfter } from "../generations/following";
import type { Actor, MasterDb, MasterTx } from "../handles";
import type { TenantRef } from "../registry";
import { write } from "../write";
import { aliveHere, MoveLease } from "./move-lease";
import { changingElsewhere, refuseMove } from "./move-refusal";
import { assertTakes, type MovePlan } from "./plan-move";
import { serverRow } from "./server-row";

/** What both audits are told of a move. */
export function moveEvent(action: string, { databaseId, from, to }: Ends): Omit<AuditEntry, "companyId"> {
  return {
    action,
    subject: { type: "database", id: databaseId },
    changes: {
      server: [from.name, to.name],
      ...(from.encrypted !== to.encrypted && { encrypted: [from.encrypted, to.encrypted] }),
    },
  };
}

type Ends = Pick<MovePlan, "databaseId" | "from" | "to">;

/**
 * Says in the master that a move begins, before anything does, so that whoever comes after a crash knows where to
 * look. From an earlier move of the same database nobody goes back from now on.
 * @throws EngineError `MoveRefused`
 */
export async function beginMove(
  ref: TenantRef,
  plan: MovePlan,
  acceptPlain: boolean,
  actor: Actor,
  now: () => Date,
): Promise<MoveLease> {
  const at = now();
  const move = await write(engine().master, actor, async (tx) => {
    assertTakes(await serverRow(tx, plan.to.serverId), ref.server.id);
    await settleEarlier(tx, ref, at);
    await announce(tx, ref, plan.to.name);
    const [begun] = await tx
      .insert(databaseMoves)
      .values({
        id: newId(),
        databaseId: ref.databaseId,
        companyId: ref.companyId,
        fromServerId: ref.server.id,
        toServerId: plan.to.serverId,
        fromGeneration: ref.generation,
        toGeneration: await freshGeneration(tx, ref),
        fromKeyId: ref.keyId,
        step: "begun",
        plainConsent: plan.losesEncryption && acceptPlain,
        startedBy: actor.name,
        ...aliveHere(at),
        totalRows: plan.rows,
        startedAt: at.getTime(),
      })
      .returning();
    if (!begun) throw changingElsewhere();
    await recordAudit(tx, {
      ...moveEvent("database.move-begun", plan),
      companyId: ref.companyId,
    });
    return begun;
  });
  return new MoveLease(move, actor, now);
}

/** One that is at work stays; what an earlier one left behind is removed when its time has come, by `archiveMoves`. */
async function settleEarlier(tx: MasterTx, { databaseId }: TenantRef, now: Date): Promise<void> {
  const own = and(eq(databaseMoves.databaseId, databaseId), isNull(databaseMoves.finishedAt));
  const [open] = await tx.select({ step: databaseMoves.step }).from(databaseMoves).where(own);
  if (!open) return;
  if (open.step !== "switched") throw refuseMove("moving", "This database is being moved already.");
  await tx.update(databaseMoves).set({ step: "archived", finishedAt: now.getTime() }).where(own);
}

async function announce(tx: MasterTx, ref: TenantRef, to: string): Promise<void> {
  const announced = await tx
    .update(tenantDatabases)
    .set({ state: "moving", stateReason: `to ${to}` })
    .where(
      and(
        eq(tenantDatabases.id, ref.databaseId),
        eq(tenantDatabases.state, "ready"),
        eq(tenantDatabases.generation, ref.generation),
        eq(tenantDatabases.epoch, ref.epoch),
      ),
    )
    .returning({ id: tenantDatabases.id });
  if (announced.length === 0) throw changingElsewhere();
}

/** Never used before, on any server: what a slow process still does to an abandoned copy, it does to nobody's. */
export async function freshGeneration(
  db: MasterDb | MasterTx,
  { databaseId, ...ref }: TenantRef,
): Promise<number> {
  const [used] = await db
    .select({ most: sql<number | null>`max(${databaseMoves.toGeneration})` })
    .from(databaseMoves)
    .where(eq(databaseMoves.databaseId, databaseId));
  return Math.max(numberAfter(ref), (used?.most ?? 0) + 1);
}
