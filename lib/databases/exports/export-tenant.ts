import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createClient } from "@libsql/client";
import { assertSpace, withDraft } from "../backups/drafts";
import { allTables } from "../backups/table-rows";
import { fileExists, syncFolder } from "../create-file";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { fileUrl } from "../file-url";
import { countRows } from "../generations/soundness";
import { readIdentity } from "../identity";
import { backupKeyOf } from "../keyring/backup-key";
import { readLedger } from "../migrations/ledger";
import { findTenantRow, type TenantRef, toTenantRef } from "../registry";
import { workplace } from "../workplace";
import { type Counted, counting } from "./counting";
import { exportArchive } from "./export-archive";
import { plainCopy } from "./plain-copy";
import { sealFile } from "./seal-file";

export interface ExportOptions {
  /** Names the work: a second attempt replaces what the first left. */
  readonly id: string;
  /** Absolute; must not exist. It appears when it is complete. */
  readonly path: string;
  /** Whether the file stays on this machine under the company's key until somebody downloads it. */
  readonly sealed: boolean;
  /** Who it is, for the manifest. */
  readonly company: { readonly name: string; readonly slug: string };
  readonly now: Date;
  readonly signal?: AbortSignal;
  readonly onFile?: (name: string, done: number, total: number) => void;
  readonly free?: (folder: string) => Promise<number>;
}

/** Size and hash are of the ZIP as it is downloaded. */
export interface ExportedTenant extends Counted {
  readonly schema: string;
  /** Rows of all tables. */
  readonly rows: number;
}

/**
 * Writes everything a company has into one ZIP: its database as an ordinary SQLite file, a CSV of each table, and a
 * manifest. The deciphered copy it is made of exists only meanwhile, in a folder that only we may open.
 * @throws EngineError `NoSpace`, `NotSupported`, `NotRunning` when it was called off; nothing is left then
 */
export async function exportTenant(companyId: string, options: ExportOptions): Promise<ExportedTenant> {
  const { id, path, free } = options;
  const ref = toTenantRef(await findTenantRow(engine().master, companyId));
  if (await fileExists(path)) throw new EngineError("NotSupported", `${path} is there already.`);
  return withDraft(workplace(), id, async (draft) => {
    const size = (await engine().server(ref.server).size(ref)) ?? 0;
    // The copy and, compressed or not, the ZIP.
    await assertSpace(draft, 2 * size, free);
    await assertSpace(dirname(path), size, free);
    const database = join(draft, "database.sqlite");
    await plainCopy(ref, database);
    const client = createClient({ url: fileUrl(database, "ro"), concurrency: 1, timeout: 0 });
    try {
      const identity = await readIdentity(client);
      if (identity?.companyId !== companyId)
        throw new EngineError("WrongIdentity", "The copy is of another company's database.");
      const rows = await countRows(client);
      const schema = (await readLedger(client)).at(-1)?.name ?? "";
      const about = {
        format: 1,
        application: "MedAdmin",
        company: { id: companyId, ...options.company },
        madeAt: options.now.toISOString(),
        schema,
        generation: identity.generation,
        rows,
      };
      const { onFile = () => {}, now } = options;
      const tables = await allTables(client);
      const zip = exportArchive({ database, client, tables, about, now, onFile });
      const written = await keep(zip, ref, options);
      return { ...written, schema, rows: Object.values(rows).reduce((sum, each) => sum + each, 0) };
    } finally {
      client.close();
    }
  });
}

/** Writes the file beside its place, and gives it its name once it is complete. */
async function keep(zip: Readable, ref: TenantRef, options: ExportOptions): Promise<Counted> {
  const { id, path, sealed, signal } = options;
  const key = sealed ? await backupKeyOf(ref) : null;
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  let counted: Counted = { bytes: 0, sha256: "" };
  const through = counting((found) => {
    counted = found;
  });
  const stop = () => zip.destroy(new EngineError("NotRunning", "The export was called off."));
  // Made here: a stream that is called off before it opened its file would still make it afterwards.
  const target = (await open(draft, "wx", 0o600)).createWriteStream({ flush: true });
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted) stop();
    const written = key === null ? pipeline(through, target) : sealFile(through, target, key, id);
    await allDone([pipeline(zip, through), written]);
    await rename(draft, path);
    await syncFolder(dirname(path));
    return counted;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** As `Promise.all`, but fails only when all have ended: nothing may still be at work on what is cleared away then. */
async function allDone(works: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
}
