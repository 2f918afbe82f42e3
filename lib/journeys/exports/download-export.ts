import type { Readable } from "node:stream";
import {
  type Actor,
  isEngineError,
  type MasterDb,
  openKeptExport,
  recordAudit,
  type TenantDb,
  write,
} from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { findReadyExport, giveUpExport } from "@/lib/master/fleet/exports/queries";

export interface ExportDownload {
  readonly zip: Readable;
  /** Of the ZIP. */
  readonly bytes: number;
  /** Milliseconds UTC. */
  readonly readyAt: number;
}

interface Asked {
  readonly master: MasterDb;
  readonly db: TenantDb;
  readonly companyId: string;
  readonly id: string;
}

/**
 * Hands a company's export out to one of its people; who it was is in the company's audit.
 * @throws NotFound `export` when it is another company's, not ready, more than a day old, or its file is not there: then
 * it is shown as failed from now on
 */
export async function downloadExport(
  { master, db, companyId, id }: Asked,
  actor: Actor,
  now: Date,
): Promise<ExportDownload> {
  const found = await findReadyExport(master, { companyId, id }, now);
  if (!found?.bytes) throw new NotFound("export");
  const zip = await openKeptExport(companyId, id).catch(async (error: unknown) => {
    if (!isEngineError(error, "Damaged") && !isEngineError(error, "KeyMissing")) throw error;
    await write(master, actor, (tx) => giveUpExport(tx, id, error.message));
    throw new NotFound("export");
  });
  try {
    await write(db, actor, (tx) =>
      recordAudit(tx, { action: "company.data-downloaded", subject: { type: "export", id } }),
    );
  } catch (error) {
    zip.destroy();
    throw error;
  }
  return { zip, bytes: found.bytes, readyAt: found.readyAt ?? now.getTime() };
}
