import { and, desc, eq, ne } from "drizzle-orm";
import { tenantExports } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { exportJobKind } from "./queries";

/**
 * Asks for a company's whole data as one file; while one is being made, that one it is.
 * @returns id of the export
 */
export async function requestExport(
  tx: MasterTx,
  { companyId, userId }: { readonly companyId: string; readonly userId: string },
  now: Date,
): Promise<string> {
  const id = newId();
  const making = and(eq(tenantExports.companyId, companyId), eq(tenantExports.state, "making"));
  const job = await enqueueJob(
    tx,
    {
      kind: exportJobKind,
      companyId,
      input: { exportId: id },
      uniqueKey: `${exportJobKind} ${companyId}`,
      maxAttempts: 3,
      requestedById: userId,
    },
    now,
  );
  if (!job.isNew) {
    const [open] = await tx.select().from(tenantExports).where(making).orderBy(desc(tenantExports.id));
    if (open) return open.id;
  }
  await tx.insert(tenantExports).values({ id, companyId, requestedById: userId, state: "making" });
  // Whatever else says that it is being made has no job any more.
  await tx
    .update(tenantExports)
    .set({ state: "failed", error: "It was called off." })
    .where(and(making, ne(tenantExports.id, id)));
  return id;
}
