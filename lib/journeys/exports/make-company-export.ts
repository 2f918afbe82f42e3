import { and, eq, inArray } from "drizzle-orm";
import { companies, tenantExports } from "@/drizzle/master/schema";
import {
  type Actor,
  type ExportedTenant,
  exportTenant,
  forgetExport,
  keepExport,
  messageWithoutData,
  openMaster,
  recordAudit,
  write,
} from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { expireOldest, exportStaysMs } from "@/lib/master/fleet/exports/queries";
import { planCrossing } from "../crossing-plans";
import { tellCompany } from "../tell-company";

export interface ExportWatch {
  readonly onFile?: (name: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes an export that somebody asked for, so that it can be downloaded for a day. May be repeated: one that is made
 * already stays as it is, and what an attempt that died left is replaced.
 * @throws NotFound `export`; EngineError as `exportTenant` and `keepExport`, and the row says so
 */
export async function makeCompanyExport(
  exportId: string,
  actor: Actor,
  now: () => Date,
  watch: ExportWatch = {},
): Promise<void> {
  const master = await openMaster();
  const [row] = await master.select().from(tenantExports).where(eq(tenantExports.id, exportId));
  if (!row) throw new NotFound("export");
  if (row.state !== "making" && row.state !== "failed") return;
  const { companyId } = row;
  const open = and(eq(tenantExports.id, exportId), inArray(tenantExports.state, ["making", "failed"]));
  try {
    await write(master, actor, (tx) =>
      tx.update(tenantExports).set({ state: "making", error: null }).where(open),
    );
    const made = await keepExport(exportId, async (path) => {
      const written = await exportOf(companyId, { id: exportId, path, sealed: true }, now(), watch);
      // Whoever took this over keeps it under the same name.
      watch.signal?.throwIfAborted();
      return written;
    });
    const readyAt = now().getTime();
    await write(master, actor, async (tx) => {
      const { bytes, sha256 } = made;
      await tx
        .update(tenantExports)
        .set({ state: "ready", bytes, sha256, readyAt, expiresAt: readyAt + exportStaysMs, error: null })
        .where(open);
      await expireOldest(tx, companyId);
      await tellBoth(tx, companyId, actor, exportId, made);
    });
  } catch (error) {
    // Nobody will ever ask for it: what failed is made anew. What cannot be removed now goes with the expired ones.
    await forgetExport(exportId).catch(() => {});
    const reason = messageWithoutData(error);
    await write(master, actor, (tx) =>
      tx
        .update(tenantExports)
        .set({ state: "failed", error: reason.slice(0, 500) })
        .where(open),
    );
    throw error;
  }
  await tellCompany(master, companyId, now());
}

/**
 * Writes a company's whole data to a file of an operator's choice, as they are: whoever has the file can read it.
 * @param path absolute; must not exist
 * @throws EngineError as `exportTenant`
 */
export async function exportCompanyTo(
  companyId: string,
  path: string,
  id: string,
  actor: Actor,
  now: Date,
  watch: ExportWatch = {},
): Promise<ExportedTenant> {
  const made = await exportOf(companyId, { id, path, sealed: false }, now, watch);
  const master = await openMaster();
  await write(master, actor, (tx) => tellBoth(tx, companyId, actor, id, made));
  await tellCompany(master, companyId, now);
  return made;
}

async function exportOf(
  companyId: string,
  file: { readonly id: string; readonly path: string; readonly sealed: boolean },
  now: Date,
  watch: ExportWatch,
): Promise<ExportedTenant> {
  const master = await openMaster();
  const [company] = await master
    .select({ name: companies.name, slug: companies.slug })
    .from(companies)
    .where(eq(companies.id, companyId));
  if (!company) throw new NotFound("company");
  return exportTenant(companyId, { ...file, company, now, ...watch });
}

async function tellBoth(
  tx: Parameters<typeof planCrossing>[0],
  companyId: string,
  actor: Actor,
  id: string,
  { bytes, sha256, rows }: ExportedTenant,
): Promise<void> {
  const event = {
    action: "company.data-exported",
    subject: { type: "export", id },
    changes: { bytes: [null, bytes], sha256: [null, sha256], rows: [null, rows] },
  } as const;
  await recordAudit(tx, { ...event, companyId });
  await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: event });
}
