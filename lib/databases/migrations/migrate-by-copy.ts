import type { Apart } from "../apart/apart";
import { recordAuditBy } from "../audit";
import { type GenerationStep, nextGeneration } from "../generations/next-generation";
import type { Actor } from "../handles";
import { verifyIdentity } from "../identity";
import type { TenantRef } from "../registry";
import { assertBuilt, learnExpectation } from "./assert-built";
import type { Migration } from "./files";
import { applyMigrations, pendingMigrations, readLedger } from "./ledger";
import { openToPeek } from "./peek";
import { type Upgraded, upgradeEvent } from "./upgraded";

/**
 * Brings a database to the newest schema on a copy, which then takes its place; the database that was stays as it is,
 * as the snapshot. Readers go on, writers wait; a large one is worked on in another process.
 *
 * @param onStep for tests that end the process between two steps
 * @throws EngineError as `nextGeneration`, `MigrationMismatch`, `MigrationFailed`, `Damaged`; the database is as it
 * was then
 */
export async function migrateByCopy(
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
  onStep: (step: GenerationStep) => void | Promise<void> = () => {},
): Promise<Upgraded> {
  const { from, to } = await openToPeek(ref, async (client) => {
    await verifyIdentity(client, ref);
    const ledger = await readLedger(client);
    return { from: ledger.at(-1)?.name ?? null, to: pendingMigrations(migrations, ledger).at(-1)?.name };
  });
  if (to === undefined) return { from, to: from, generation: ref.generation, pausedMs: null };
  await learnExpectation(migrations);
  const migrate = async (copy: Pick<Apart, "execute" | "migrate">) => {
    // It was opened whatever its schema, so this is where it proves to be the company's.
    await verifyIdentity(copy, ref);
    await applyMigrations(copy, migrations);
    await assertBuilt(copy, migrations);
    await recordAuditBy(copy, actor, upgradeEvent(ref, from, to));
  };
  let [pausedAt, resumedAt] = [0, 0];
  const next = await nextGeneration(ref.companyId, {
    actor,
    purpose: ref.purpose,
    state: "migrating",
    reason: `migration to ${to}`,
    evenUnverified: true,
    transform: migrate,
    transformApart: migrate,
    onStep: (step) => {
      if (step === "announced") pausedAt = performance.now();
      if (step === "flipped") resumedAt = performance.now();
      return onStep(step);
    },
  });
  return { from, to, generation: next.generation, pausedMs: resumedAt - pausedAt };
}
