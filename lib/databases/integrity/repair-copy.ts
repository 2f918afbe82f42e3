import type { Client, Transaction } from "@libsql/client";
import { recordAudit } from "../audit";
import { EngineError } from "../errors";
import { countRows } from "../generations/soundness";
import type { Actor } from "../handles";
import { writeUnpublished } from "../write";
import { checkPages } from "./check-pages";
import { applyTheRest, completeMigrations } from "./complete-migrations";
import { converge, type Repairing, withoutTriggers } from "./converge";
import { type Asked, describeSchema } from "./describe-schema";
import { examineContents, readContents } from "./examine-contents";
import { expectationOf, schemaAfter } from "./expectation";
import type { Knowledge } from "./knowledge";
import { mendReferences } from "./mend-references";
import { SetAside } from "./set-aside";

export interface CopyRepair {
  readonly companyId: string;
  readonly databaseId: string;
  readonly actor: Actor;
  readonly knowledge: Knowledge;
  /** In words, for the audit. */
  readonly steps: readonly string[];
  /** Milliseconds UTC. */
  readonly now: number;
}

/**
 * Repairs a copy that nobody else can reach, and proves that it is sound and that no row is missing: each is in its
 * table or in quarantine.
 * @returns how many rows were set aside
 * @throws EngineError `Damaged` when something would still be wrong, `MigrationFailed`; the copy is of no use then
 */
export async function repairCopy(copy: Client, repair: CopyRepair): Promise<number> {
  const { companyId, knowledge, now } = repair;
  const expectation = await expectationOf(knowledge);
  const newest = schemaAfter(expectation.schemas, expectation.schemas.length);
  const aside = new SetAside(now);
  const complained = await complainedOf(copy);
  const repairing = { aside, now, masterTables: expectation.masterTables, complained };
  await reshaping(copy, async (tx) => {
    const { expected, traces } = await readContents(tx, expectation);
    await aside.begin(tx);
    await withoutTriggers(tx, expected, async () => {
      await losingNothing(tx, aside, () => converge(tx, expected, repairing).then(() => nothing));
      await completeMigrations(tx, traces, now);
    });
  });
  await applyTheRest(copy, expectation);
  await reshaping(copy, (tx) =>
    withoutTriggers(tx, newest, async () => {
      const again: Repairing = { ...repairing, complained: new Set() };
      await losingNothing(tx, aside, () => converge(tx, newest, again).then(() => nothing));
      await losingNothing(tx, aside, () => mendReferences(tx, companyId, knowledge, aside));
      await aside.end(tx);
    }),
  );
  await record(copy, repair, aside.total);
  const left = await examineContents(copy, expectation, companyId);
  const wrong = left.find(
    ({ remedy, code }) => remedy === "generation" || remedy === "stops" || code === "check.failed",
  );
  if (wrong)
    throw new EngineError("Damaged", `The repair does not help: ${wrong.message}`, { code: wrong.code });
  return aside.total;
}

async function complainedOf(copy: Client): Promise<Set<string>> {
  const found = await checkPages(copy, await describeSchema(copy));
  return new Set(found.flatMap(({ detail }) => (typeof detail.table === "string" ? [detail.table] : [])));
}

/** Foreign keys do not follow and do not object meanwhile, and renaming a table changes nothing but its name. */
async function reshaping(copy: Client, work: (tx: Transaction) => Promise<unknown>): Promise<void> {
  await copy.execute("PRAGMA foreign_keys = OFF");
  await copy.execute("PRAGMA legacy_alter_table = ON");
  const tx = await copy.transaction("write");
  try {
    await work(tx);
    await tx.commit();
  } finally {
    tx.close();
    await copy.execute("PRAGMA legacy_alter_table = OFF");
    await copy.execute("PRAGMA foreign_keys = ON");
  }
}

const nothing: ReadonlyMap<string, number> = new Map();

/** @param work tells which rows it added, by table */
async function losingNothing(
  tx: Asked,
  aside: SetAside,
  work: () => Promise<ReadonlyMap<string, number>>,
): Promise<void> {
  const [before, takenBefore] = [await countRows(tx), new Map(aside.counts)];
  const added = await work();
  const after = await countRows(tx);
  for (const [table, rows] of Object.entries(before)) {
    if (SetAside.isOwn(table)) continue;
    const taken = (aside.counts.get(table) ?? 0) - (takenBefore.get(table) ?? 0);
    const wanted = rows - taken + (added.get(table) ?? 0);
    if ((after[table] ?? 0) === wanted) continue;
    throw new EngineError("Damaged", `The repair would lose rows of ${table}.`, {
      table,
      before: rows,
      after: after[table] ?? 0,
      setAside: taken,
    });
  }
}

async function record(copy: Client, repair: CopyRepair, quarantined: number): Promise<void> {
  await writeUnpublished(copy, "tenant", repair.actor, (tx) =>
    recordAudit(tx, repaired(repair, quarantined)),
  );
}

/** The same event for both audits. */
export function repaired(
  { databaseId, steps }: Pick<CopyRepair, "databaseId" | "steps">,
  quarantined: number,
) {
  return {
    action: "database.repaired",
    subject: { type: "database", id: databaseId },
    changes: { steps: [null, steps], quarantined: [null, quarantined] },
  } as const;
}
