import { and, desc, eq, gt, inArray, lte, notInArray } from "drizzle-orm";
import { jobs, tenantExports } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";

export const exportJobKind = "company.export";

/** How long the file waits for somebody to download it. */
export const exportStaysMs = 24 * 3_600_000;

/** The newest exports that a company asked for. One whose job was called off or gave up is not being made any more. */
export async function listExports(master: MasterDb, companyId: string, size = 10) {
  const { id, state, bytes, error, readyAt, expiresAt, createdAt } = tenantExports;
  const rows = await master
    .select({ id, state, bytes, error, readyAt, expiresAt, createdAt })
    .from(tenantExports)
    .where(eq(tenantExports.companyId, companyId))
    .orderBy(desc(id))
    .limit(size);
  if (!rows.some((row) => row.state === "making")) return rows;
  const isOpen = and(
    eq(jobs.kind, exportJobKind),
    eq(jobs.companyId, companyId),
    inArray(jobs.state, ["waiting", "running"]),
  );
  if ((await master.$count(jobs, isOpen)) > 0) return rows;
  return rows.map((row) => (row.state === "making" ? { ...row, state: "failed" as const } : row));
}

export type ListedExport = Awaited<ReturnType<typeof listExports>>[number];

/** One that can be downloaded now; null when it is another company's, not ready, or too old. */
export async function findReadyExport(
  master: MasterDb,
  { companyId, id }: { readonly companyId: string; readonly id: string },
  now: Date,
) {
  const [found] = await master
    .select()
    .from(tenantExports)
    .where(
      and(
        eq(tenantExports.id, id),
        eq(tenantExports.companyId, companyId),
        eq(tenantExports.state, "ready"),
        gt(tenantExports.expiresAt, now.getTime()),
      ),
    );
  return found ?? null;
}

/** So many wait at once for a company: who asks again and again does not fill the disk. */
const mostReady = 3;

/** The oldest of a company's files go where one more has come. */
export async function expireOldest(tx: MasterTx, companyId: string): Promise<void> {
  const ready = and(eq(tenantExports.companyId, companyId), eq(tenantExports.state, "ready"));
  const kept = await tx
    .select({ id: tenantExports.id })
    .from(tenantExports)
    .where(ready)
    .orderBy(desc(tenantExports.readyAt), desc(tenantExports.id))
    .limit(mostReady);
  const ids = kept.map(({ id }) => id);
  await tx
    .update(tenantExports)
    .set({ state: "expired" })
    .where(and(ready, notInArray(tenantExports.id, ids)));
}

/** The file is not there, or not what was made: it is asked for anew. */
export async function giveUpExport(tx: MasterTx, id: string, error: string): Promise<void> {
  await tx
    .update(tenantExports)
    .set({ state: "failed", error })
    .where(and(eq(tenantExports.id, id), eq(tenantExports.state, "ready")));
}

/** Whoever has been at it for so long has died, each time it was tried. */
const longestMakingMs = 7 * 24 * 3_600_000;

/** @returns ids of the exports whose files are still worth keeping: those being made, and those not yet expired */
export async function expireExports(tx: MasterTx, now: Date): Promise<Set<string>> {
  await tx
    .update(tenantExports)
    .set({ state: "failed", error: "It was never finished." })
    .where(
      and(eq(tenantExports.state, "making"), lte(tenantExports.createdAt, now.getTime() - longestMakingMs)),
    );
  await tx
    .update(tenantExports)
    .set({ state: "expired" })
    .where(and(eq(tenantExports.state, "ready"), lte(tenantExports.expiresAt, now.getTime())));
  const rows = await tx
    .select({ id: tenantExports.id })
    .from(tenantExports)
    .where(inArray(tenantExports.state, ["ready", "making"]));
  return new Set(rows.map(({ id }) => id));
}
