import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { isPlanEmpty, type SyncPlan } from "@/lib/company/reference/sync/plan";
import { previewReference, syncReference } from "@/lib/company/reference/sync/sync-reference";
import {
  type Actor,
  engineErrorOf,
  type MasterDb,
  messageWithoutData,
  openMaster,
  recordAudit,
  type TenantDb,
  toTenantRef,
  visitTenant,
  write,
  writeApart,
} from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { editionInForce, readCatalogueEdition } from "@/lib/master/catalogue/read-edition";
import { measurableCompanies } from "@/lib/master/usage/measurable-companies";

export interface ComparedCompany {
  readonly id: string;
  readonly slug: string;
  /** What is to be done, or was done; null when the company's database could not be asked. Then `error` says why. */
  readonly plan: SyncPlan | null;
  readonly error: string | null;
}

interface Watch {
  readonly onEach?: (company: ComparedCompany, done: number, total: number) => void;
  /** Looked at between two companies; who was synchronized until then stays so. */
  readonly signal?: AbortSignal;
}

/**
 * What a synchronization would do to companies, one after another. Changes nothing; one that cannot be read does not
 * stop the others.
 * @param companyIds `all`: every company whose database is ready
 * @throws CatalogueMissing
 */
export async function previewCompanies(
  companyIds: readonly string[] | "all",
  now: Date,
  watch: Watch = {},
): Promise<ComparedCompany[]> {
  return walk(companyIds, watch, ({ edition }, db) => previewReference(db, edition, now));
}

/**
 * Brings companies' reference data up to the catalogue, one company and one transaction after another. Whoever is up
 * to date is only read; so it may be done again after whatever stopped it. The company's audit has an event with what
 * changed, the platform's one with how much.
 * @param companyIds `all`: every company whose database is ready
 * @throws CatalogueMissing
 */
export async function syncCompanies(
  companyIds: readonly string[] | "all",
  actor: Actor,
  now: Date,
  watch: Watch = {},
): Promise<ComparedCompany[]> {
  return walk(companyIds, watch, async ({ edition, master, company }, db) => {
    const preview = await previewReference(db, edition, now);
    if (isPlanEmpty(preview)) return preview;
    const plan = await writeApart(db, actor, (tx) => syncReference(tx, edition, now));
    if (plan.changes.length > 0) await tellPlatform(master, actor, company, plan);
    return plan;
  });
}

type Company = Awaited<ReturnType<typeof measurableCompanies>>[number];

interface Place {
  readonly edition: CatalogueEdition;
  readonly master: MasterDb;
  readonly company: Company;
}

async function walk(
  companyIds: readonly string[] | "all",
  { onEach, signal }: Watch,
  work: (place: Place, db: TenantDb) => Promise<SyncPlan>,
): Promise<ComparedCompany[]> {
  const master = await openMaster();
  let edition = await readCatalogueEdition(master);
  const companies = await measurableCompanies(master, companyIds);
  const compared: ComparedCompany[] = [];
  for (const company of companies) {
    if (signal?.aborted) break;
    // Work on files never leaves the microtasks: without this nobody else would get a turn.
    await eventLoopTurn();
    // Who follows a later edition already would be taken back to the one that this walk began with.
    edition = await editionInForce(master, edition);
    const place = { edition, master, company };
    const { id, slug } = company;
    const result = await visit(company, (db) => work(place, db)).then(
      (plan) => ({ id, slug, plan, error: null }),
      (error) => ({ id, slug, plan: null, error: reasonOf(error) }),
    );
    compared.push(result);
    onEach?.(result, compared.length, companies.length);
  }
  return compared;
}

const visit = async <T>({ database }: Company, work: (db: TenantDb) => Promise<T>): Promise<T> =>
  visitTenant(toTenantRef(database), work);

function reasonOf(error: unknown): string {
  const reason = engineErrorOf(error) ?? error;
  return messageWithoutData(reason);
}

async function tellPlatform(
  master: MasterDb,
  actor: Actor,
  { id, slug }: Company,
  plan: SyncPlan,
): Promise<void> {
  const { added, followed, archived, removed, restored, offered, conflicts } = plan.counts;
  const counts = { added, followed, archived, removed, restored, offered, keptHere: conflicts };
  await write(master, actor, (tx) =>
    recordAudit(tx, {
      action: "reference.synced",
      subject: { type: "company", id, label: slug },
      companyId: id,
      changes: {
        edition: plan.edition,
        ...Object.fromEntries(
          Object.entries(counts).flatMap(([name, count]) =>
            count > 0 ? [[name, [null, count] as const]] : [],
          ),
        ),
      },
    }),
  );
}
