import { and, eq, gte, inArray } from "drizzle-orm";
import { crossings } from "@/drizzle/master/schema";
import {
  type Actor,
  type BroughtBack,
  differenceSince,
  findTenantBackup,
  type GenerationStep,
  type MasterTx,
  openMaster,
  type RestoredTenant,
  recordAudit,
  restoreRecords,
  restoreTenant,
  type TableDifference,
  write,
} from "@/lib/databases";
import type { CrossingKind } from "../crossing-plans";
import { tellCompany } from "../tell-company";

interface Watch {
  /** Records named per table and kind of change; the engine's own measure when left out. */
  readonly most?: number;
  readonly mostOfEach?: boolean;
  /** Names these records and no others, each as `table:id`. */
  readonly only?: ReadonlySet<string>;
  /** Looked at between two tables. */
  readonly signal?: AbortSignal;
  readonly onTable?: (table: string, done: number, total: number) => void;
}

export interface Comparison {
  readonly backupId: string;
  /** Milliseconds UTC. */
  readonly takenAt: number;
  readonly tables: readonly TableDifference[];
}

/**
 * What became of a company's records since a backup. Changes nothing.
 * @param wanted an id, or `latest`
 * @throws EngineError `BadBackup` and what opening the database throws
 */
export async function compareWithBackup(
  companyId: string,
  wanted: string,
  watch: Watch = {},
): Promise<Comparison> {
  const backup = await findTenantBackup(companyId, wanted);
  return { backupId: backup.id, takenAt: backup.takenAt, tables: await differenceSince(backup, watch) };
}

interface RestoreWatch {
  /** In the transaction that publishes what was restored. */
  readonly alsoWrite?: (tx: MasterTx, restored: RestoredTenant) => Promise<void>;
  /** As far as it got. */
  readonly onStep?: (step: GenerationStep) => void;
}

/** Kinds that change a company's rows, and not only its audit: those a restore takes back. */
const changesRows: readonly CrossingKind[] = ["company.welcome", "member.added", "member.changed"];

/**
 * Puts a company's database back to a backup. What the master had asked of it since (members that came or changed) is
 * asked again, so that the two agree. In both audits.
 * @throws EngineError as `findTenantBackup` and `restoreTenant`; nothing changed then
 */
export async function restoreCompany(
  companyId: string,
  wanted: string,
  actor: Actor,
  now: Date,
  { alsoWrite, onStep }: RestoreWatch = {},
): Promise<RestoredTenant> {
  const backup = await findTenantBackup(companyId, wanted);
  const restored = await restoreTenant(backup, {
    actor,
    now,
    ...(onStep && { onStep }),
    alsoWrite: async (tx, restored) => {
      await alsoWrite?.(tx, restored);
      await tx
        .update(crossings)
        .set({ doneAt: null })
        .where(
          and(
            eq(crossings.companyId, companyId),
            gte(crossings.doneAt, backup.takenAt),
            inArray(crossings.kind, [...changesRows]),
          ),
        );
    },
  });
  await tellCompany(await openMaster(), companyId, now);
  return restored;
}

/**
 * Brings single records back as they were in a backup. The platform's audit tells that it was done, the company's each
 * record.
 * @param records each as `table:id`
 * @throws EngineError `BadBackup`, `DoesNotFit`; nothing changed then
 */
export async function bringBackRecords(
  companyId: string,
  wanted: string,
  records: readonly string[],
  actor: Actor,
  options: { readonly onceKey?: string } = {},
): Promise<readonly BroughtBack[]> {
  const backup = await findTenantBackup(companyId, wanted);
  const brought = await restoreRecords(backup, records, actor, options);
  await write(await openMaster(), actor, (tx) =>
    recordAudit(tx, {
      action: "company.records-restored",
      subject: { type: "backup", id: backup.id },
      changes: { records: [null, brought.filter(({ change }) => change !== "same").length] },
      companyId,
    }),
  );
  return brought;
}
