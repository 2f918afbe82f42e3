import { and, desc, eq, gt, inArray, lte } from "drizzle-orm";
import { tenantExports } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";

/** How long the file waits for somebody to download it. */
export const exportStaysMs = 24 * 3_600_000;

/** The newest exports that a company asked for. */
export function listExports(master: MasterDb, companyId: string, size = 10) {
  const { id, state, bytes, error, readyAt, expiresAt, createdAt } = tenantExports;
  return master
    .select({ id, state, bytes, error, readyAt, expiresAt, createdAt })
    .from(tenantExports)
    .where(eq(tenantExports.companyId, companyId))
    .orderBy(desc(id))
    .limit(size);
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
