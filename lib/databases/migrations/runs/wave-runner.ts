import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { collectStatements } from "../../collect-statements";
import { smallEnough } from "../../generations/copy-database";
import type { Actor } from "../../handles";
import { anyTenantRef } from "../../registry";
import type { Migration } from "../files";
import { migrateDatabase } from "../migrate-database";
import type { OpenRun, Waiting } from "./open-run";
import { type DatabaseResult, failed } from "./result";
import type { RunJournal } from "./run-journal";
import type { StopReason } from "./stop-reason";

/** So many small databases are begun with one commit in the master. */
const claimedAtOnce = 16;

/** Carries out the waves of a run, until its end or until something stops it. */
export class WaveRunner {
  /** What is known of every database of the waves, the latest. */
  readonly #results = new Map<string, DatabaseResult>();
  readonly #total: number;
  #done = 0;
  #failures = 0;
  #stopReason: StopReason | null = null;

  constructor(
    private readonly opened: OpenRun,
    private readonly journal: RunJournal,
    private readonly migrations: readonly Migration[],
    private readonly actor: Actor,
    private readonly signal: AbortSignal | undefined,
    private readonly onProgress: (result: DatabaseResult, done: number, total: number) => void,
  ) {
    for (const { result } of opened.waves.flat()) this.#results.set(result.databaseId, result);
    this.#total = this.#results.size + opened.settled.length;
  }

  get results(): DatabaseResult[] {
    return [...this.#results.values()];
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  /** @throws EngineError `MigrationRunning` when the run is no longer ours; what had begun is finished by then */
  async run(): Promise<null> {
    for (const result of this.opened.settled) this.onProgress(result, ++this.#done, this.#total);
    for (const [number, wave] of this.opened.waves.entries()) {
      if (this.#isToStop()) break;
      const waiting = [...wave];
      const lanes = Math.min(this.opened.options.concurrency, waiting.length);
      const ended = await Promise.allSettled(Array.from({ length: lanes }, () => this.#lane(waiting)));
      const broken = ended.find((lane) => lane.status === "rejected");
      if (broken) throw broken.reason;
      if (number === 0 && this.opened.hasCanary) this.#judgeCanary(wave);
    }
    return null;
  }

  #judgeCanary(wave: readonly Waiting[]): void {
    const [canary] = wave.map(({ result }) => this.#results.get(result.databaseId));
    if (canary?.state !== "failed") return;
    this.#stopReason ??= { code: "canary", slug: canary.slug, why: canary.error?.message ?? "" };
  }

  #isToStop(): boolean {
    if (this.signal?.aborted) this.#stopReason ??= { code: "signal" };
    const { maxFailures } = this.opened.options;
    if (maxFailures !== null && this.#failures >= maxFailures) {
      this.#stopReason ??= { code: "failures", count: this.#failures };
    }
    return this.#stopReason !== null;
  }

  async #lane(waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0 && !this.#isToStop()) {
      const claimed = takeSome(waiting);
      await this.journal.claim(claimed.map(({ result }) => result));
      for (const each of claimed) {
        if (this.#isToStop()) await this.journal.add(each.result);
        else await this.#migrate(each);
      }
    }
  }

  async #migrate({ candidate, result }: Waiting): Promise<void> {
    const startedAt = performance.now();
    const ended = await migrateDatabase(
      anyTenantRef(candidate),
      this.migrations,
      this.actor,
      this.opened.options.copies,
    ).then(
      ({ from, to, generation, pausedMs }): DatabaseResult => ({
        ...result,
        state: from === to ? "current" : "done",
        from,
        to,
        toGeneration: generation,
        pausedMs,
        ms: performance.now() - startedAt,
      }),
      (error: unknown) => failed(result, error, performance.now() - startedAt),
    );
    if (ended.state === "failed") this.#failures++;
    this.#results.set(ended.databaseId, ended);
    this.#done++;
    await this.journal.add(ended);
    this.onProgress(ended, this.#done, this.#total);
    // Each leaves descriptors behind until its statements are collected.
    if (this.#done % 32 === 0) collectStatements();
    // Work on files never leaves the microtasks: without this nobody else would get a turn.
    await eventLoopTurn();
  }
}

/** A large one alone, so that small ones do not wait behind it. */
function takeSome(waiting: Waiting[]): Waiting[] {
  const isLarge = ({ candidate }: Waiting) => (candidate.sizeBytes ?? 0) > smallEnough;
  const large = waiting.slice(0, claimedAtOnce).findIndex(isLarge);
  return waiting.splice(0, large < 0 ? claimedAtOnce : Math.max(1, large));
}
