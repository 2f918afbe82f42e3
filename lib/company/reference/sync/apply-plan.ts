import { and, eq, sql } from "drizzle-orm";
import { referenceBases, referenceSync } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { childKinds, referenceKinds, referenceTables } from "../kinds";
import { writeBase } from "./holdings";
import type { BaseWrite, SyncChange, SyncPlan } from "./plan";
import { insertRows, parkRow, updateRow } from "./row-columns";

/** Does what was planned on the rows as they were then: in the transaction in which they were read. */
export async function applyPlan(tx: TenantTx, plan: SyncPlan, now: Date): Promise<void> {
  const at = now.getTime();
  for (const kind of [...referenceKinds].sort((a, b) => depth(b) - depth(a))) {
    const table = referenceTables[kind];
    for (const { rowId } of changesOf(plan, "removed", kind))
      await tx.delete(table).where(eq(table.id, rowId));
  }
  for (const change of plan.changes)
    if (change.type === "followed" && change.rekeyed) await parkRow(tx, change.kind, change.rowId);
  for (const kind of referenceKinds) {
    await insertRows(tx, kind, changesOf(plan, "added", kind), at);
    for (const { rowId, values, version } of changesOf(plan, "followed", kind))
      await updateRow(tx, kind, rowId, { values, version: version + 1 });
    const table = referenceTables[kind];
    const archive = (rowId: string, archivedAt: number | null) =>
      tx
        .update(table)
        .set({ archivedAt, version: sql`${table.version} + 1` })
        .where(eq(table.id, rowId));
    for (const { rowId } of changesOf(plan, "archived", kind)) await archive(rowId, at);
    for (const { rowId } of changesOf(plan, "restored", kind)) await archive(rowId, null);
  }
  await writeBases(tx, plan, at);
  await rememberEdition(tx, plan, at);
}

const depth = (kind: (typeof referenceKinds)[number]) =>
  childKinds[kind] === null ? 2 : kind === "city" ? 1 : 0;

type OfType<T extends SyncChange["type"]> = Extract<SyncChange, { type: T }>;

function changesOf<T extends SyncChange["type"]>(
  { changes }: SyncPlan,
  type: T,
  kind: SyncChange["kind"],
): OfType<T>[] {
  return changes.filter((change): change is OfType<T> => change.type === type && change.kind === kind);
}

async function writeBases(
  tx: TenantTx,
  { bases, edition: [, edition] }: SyncPlan,
  at: number,
): Promise<void> {
  for (const { kind, catalogueId, base } of bases) {
    if (base === null)
      await tx
        .delete(referenceBases)
        .where(and(eq(referenceBases.kind, kind), eq(referenceBases.catalogueId, catalogueId)));
  }
  const rows = bases.flatMap((each) =>
    each.base === null ? [] : [rowOf(each, each.base, edition ?? 0, at)],
  );
  for (let from = 0; from < rows.length; from += 1_000) {
    await tx
      .insert(referenceBases)
      .values(rows.slice(from, from + 1_000))
      .onConflictDoUpdate({
        target: [referenceBases.kind, referenceBases.catalogueId],
        set: {
          base: sql`excluded.base`,
          edition: sql`excluded.edition`,
          withdrawnAt: sql`excluded.withdrawn_at`,
        },
      });
  }
}

function rowOf(
  { kind, catalogueId }: BaseWrite,
  { values, twin, withdrawnAt }: NonNullable<BaseWrite["base"]>,
  edition: number,
  at: number,
) {
  return {
    kind,
    catalogueId,
    base: writeBase(values, twin),
    edition,
    withdrawnAt,
    createdAt: at,
    updatedAt: at,
  };
}

async function rememberEdition(tx: TenantTx, { edition: [from, to] }: SyncPlan, at: number): Promise<void> {
  if (to === null || from === to) return;
  await tx
    .insert(referenceSync)
    .values({ one: 1, edition: to, syncedAt: at, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({ target: referenceSync.one, set: { edition: to, syncedAt: at } });
}
