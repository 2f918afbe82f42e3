import { and, eq, isNull, ne } from "drizzle-orm";
import {
  backupSchedules,
  companyRemovals,
  formerBackupSchedules,
  subscriptions,
  tenantDatabases,
  tenantExports,
} from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { recordCompanyEvent } from "@/lib/master/companies/company-event";
import type { BegunRemoval } from "./begin-removal";
import { type Certificate, certificateHash } from "./certificate";

/** Writes down, once, that nobody reads the company's data any more. */
export async function noteKeyDestroyed(
  tx: MasterTx,
  { removal, company }: BegunRemoval,
  keys: readonly string[],
  destroyedAt: number,
): Promise<void> {
  const [noted] = await tx
    .update(companyRemovals)
    .set({ keyDestroyedAt: destroyedAt })
    .where(and(eq(companyRemovals.id, removal.id), isNull(companyRemovals.keyDestroyedAt)))
    .returning({ id: companyRemovals.id });
  if (noted) await recordCompanyEvent(tx, company, "company.key-destroyed", { keys: [null, keys] });
}

/** The end: the certificate stays, the subscription is over, nothing is registered any more. */
export async function finishRemoval(
  tx: MasterTx,
  { removal, company }: BegunRemoval,
  certificate: Certificate,
): Promise<void> {
  const text = JSON.stringify(certificate);
  const [finished] = await tx
    .update(companyRemovals)
    .set({ removedAt: certificate.removedAt, certificate: text })
    .where(and(eq(companyRemovals.id, removal.id), isNull(companyRemovals.removedAt)))
    .returning({ id: companyRemovals.id });
  if (!finished) return;
  await tx
    .update(subscriptions)
    .set({ state: "cancelled" })
    .where(
      and(
        eq(subscriptions.companyId, company.id),
        isNull(subscriptions.endedAt),
        ne(subscriptions.state, "cancelled"),
      ),
    );
  await tx
    .update(tenantExports)
    .set({ state: "expired" })
    .where(and(eq(tenantExports.companyId, company.id), ne(tenantExports.state, "failed")));
  // Its backups are gone: how they were to be made says nothing any more.
  await tx.delete(backupSchedules).where(eq(backupSchedules.companyId, company.id));
  await tx.delete(formerBackupSchedules).where(eq(formerBackupSchedules.companyId, company.id));
  await tx.update(tenantDatabases).set({ sizeBytes: null }).where(eq(tenantDatabases.companyId, company.id));
  await recordCompanyEvent(tx, company, "company.removed", {
    files: [certificate.files.length, 0],
    backups: [certificate.backups.length, 0],
    certificate: [null, certificateHash(text)],
  });
}
