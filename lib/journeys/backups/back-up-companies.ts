import {
  type Actor,
  backupTenant,
  engineErrorOf,
  messageWithoutData,
  openMaster,
  recordAudit,
  type TenantManifest,
  write,
} from "@/lib/databases";
import { planCrossing } from "../crossing-plans";
import { tellCompany } from "../tell-company";

/** A company, as the command line names it. */
export interface NamedCompany {
  readonly id: string;
  readonly slug: string;
}

export interface BackedUp extends NamedCompany {
  readonly backupId: string | null;
  readonly bytes: number | null;
  /** Rows of all tables. */
  readonly rows: number | null;
  /** Why there is none; null when there is. */
  readonly error: string | null;
}

interface Watch {
  readonly onEach?: (company: BackedUp, done: number, total: number) => void;
  /** Looked at between two companies. */
  readonly signal?: AbortSignal;
}

/**
 * Backs up companies because somebody asked, one after another. Both audits learn of each. One that fails does not
 * stop the others.
 */
export async function backUpCompanies(
  companies: readonly NamedCompany[],
  actor: Actor,
  now: () => Date,
  { onEach, signal }: Watch = {},
): Promise<BackedUp[]> {
  const done: BackedUp[] = [];
  for (const company of companies) {
    if (signal?.aborted) break;
    const result = await backUpCompany(company.id, actor, now()).then(
      (manifest) => ({ ...company, ...figures(manifest), error: null }),
      (error) => ({ ...company, backupId: null, bytes: null, rows: null, error: reasonOf(error) }),
    );
    done.push(result);
    onEach?.(result, done.length, companies.length);
  }
  return done;
}

/** @throws what `backupTenant` throws */
export async function backUpCompany(companyId: string, actor: Actor, now: Date): Promise<TenantManifest> {
  const manifest = await backupTenant(companyId, { actor, reason: "asked", now });
  const event = {
    action: "company.backed-up",
    subject: { type: "backup", id: manifest.id },
    changes: { bytes: [null, manifest.bytes] },
  } as const;
  const master = await openMaster();
  await write(master, actor, async (tx) => {
    await recordAudit(tx, { ...event, companyId });
    await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: event });
  });
  await tellCompany(master, companyId, now);
  return manifest;
}

const figures = ({ id, bytes, rows }: TenantManifest) => ({
  backupId: id,
  bytes,
  rows: Object.values(rows).reduce((sum, each) => sum + each, 0),
});

/** In words for operators. */
export function reasonOf(error: unknown): string {
  const reason = engineErrorOf(error) ?? error;
  return messageWithoutData(reason);
}
