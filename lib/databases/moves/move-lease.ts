import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import type { MoveStep } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import type { Actor, MasterTx } from "../handles";
import { write } from "../write";
import { takenOver } from "./move-refusal";

export type Move = typeof databaseMoves.$inferSelect;

/** For so long a move is taken to be alive after its process said so; it says so three times as often. */
export const leaseMs = 60_000;

/** Steps from which a move is taken back as if nothing had been. */
export const unswitched = ["begun", "fenced", "copied", "verified"] as const satisfies readonly MoveStep[];

const here = Symbol.for("medadmin.databases.moves");
const holder = globalThis as { [here]?: Set<string> };

/** The moves that this process is at. */
function movesHere(): Set<string> {
  holder[here] ??= new Set();
  return holder[here];
}

/** A data folder has one owner, so whoever else was at it has died; on a remote master only time tells. */
export function isAlive({ id, aliveUntil }: Pick<Move, "id" | "aliveUntil">, now: Date): boolean {
  if (movesHere().has(id)) return true;
  return engine().folder === null && (aliveUntil ?? 0) > now.getTime();
}

export function aliveHere(now: Date) {
  return { runner: `process ${process.pid}`, aliveUntil: now.getTime() + leaseMs };
}

type Change = Partial<typeof databaseMoves.$inferInsert>;

/** A move in the hands of this process, and whatever it writes about it under its fence. */
export class MoveLease {
  readonly #lost = new AbortController();
  readonly #beat: NodeJS.Timeout;
  readonly #now: () => Date;
  readonly #actor: Actor;
  /** What the next beat carries along. */
  #progress: Change = {};

  constructor(
    readonly move: Move,
    actor: Actor,
    now: () => Date,
  ) {
    this.#actor = actor;
    this.#now = now;
    movesHere().add(move.id);
    this.#beat = setInterval(() => void this.#renew(), leaseMs / 3).unref();
  }

  /** Aborted once somebody else has the move. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** How far it got, for whoever watches; written with the next beat. */
  note(progress: Change): void {
    this.#progress = { ...this.#progress, ...progress };
  }

  /**
   * Records a step, together with what else it changes in the master.
   * @throws EngineError `MoveRefused` (`taken-over`); then nothing of it was written
   */
  async advance(
    from: MoveStep,
    to: MoveStep,
    change: Change = {},
    alsoWrite: (tx: MasterTx) => Promise<unknown> = async () => {},
  ): Promise<void> {
    const progress = this.#progress;
    this.#progress = {};
    await write(engine().master, this.#actor, async (tx) => {
      const advanced = await tx
        .update(databaseMoves)
        .set({ ...progress, ...aliveHere(this.#now()), ...change, step: to })
        .where(and(this.#mine(), eq(databaseMoves.step, from)))
        .returning({ id: databaseMoves.id });
      if (advanced.length === 0) throw takenOver();
      await alsoWrite(tx);
    });
  }

  /** From here on anybody may take it up. */
  stop(): void {
    clearInterval(this.#beat);
    movesHere().delete(this.move.id);
  }

  async #renew(): Promise<void> {
    const progress = this.#progress;
    this.#progress = {};
    try {
      const renewed = await write(engine().master, this.#actor, (tx) =>
        tx
          .update(databaseMoves)
          .set({ ...progress, ...aliveHere(this.#now()) })
          .where(and(this.#mine(), isNull(databaseMoves.finishedAt)))
          .returning({ id: databaseMoves.id }),
      );
      if (renewed.length === 0) this.#lost.abort(takenOver());
    } catch {
      // The master cannot be reached: every step asks it again, and nothing is switched without it.
    }
  }

  #mine() {
    return and(eq(databaseMoves.id, this.move.id), eq(databaseMoves.fence, this.move.fence));
  }
}

/**
 * Makes this process the one that may take the move back: whoever carried it out writes nothing more about it.
 * @returns null when there is nothing to take back: it was switched, or is over
 */
export function claimUnswitched(id: string, actor: Actor, now: Date): Promise<Move | null> {
  return claim(id, unswitched, actor, now);
}

/**
 * That nobody has claimed the move since.
 * @throws EngineError `MoveRefused` (`taken-over`)
 */
export async function assertHeld({ id, fence }: Move): Promise<void> {
  const own = and(eq(databaseMoves.id, id), eq(databaseMoves.fence, fence), isNull(databaseMoves.finishedAt));
  if ((await engine().master.$count(databaseMoves, own)) === 0) throw takenOver();
}

/** The same for a going back that died before it was switched. */
export function claimSwitched(id: string, actor: Actor, now: Date): Promise<Move | null> {
  return claim(id, ["switched"], actor, now);
}

async function claim(id: string, steps: readonly MoveStep[], actor: Actor, now: Date): Promise<Move | null> {
  const [claimed] = await write(engine().master, actor, (tx) =>
    tx
      .update(databaseMoves)
      .set({ fence: sql`${databaseMoves.fence} + 1`, ...aliveHere(now) })
      .where(and(eq(databaseMoves.id, id), inArray(databaseMoves.step, [...steps])))
      .returning(),
  );
  return claimed ?? null;
}
