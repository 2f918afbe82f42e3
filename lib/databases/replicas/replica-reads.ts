import { setTimeout as pause } from "node:timers/promises";
import type { Client, InStatement, ResultSet } from "@libsql/client";
import { isEngineError } from "../errors";
import { engineObserver } from "../observer";
import type { TenantRef } from "../registry";
import { positionQuery, toPosition } from "./position";
import type { ReplicaHealth } from "./replica-health";

/** How far somebody has written in a database, in which of its generations; 0 when they never did. */
export interface Seen {
  readonly generation: number;
  readonly position: number;
}

/** Between two looks at a replica that is behind; together the longest that a reader waits for it. */
const waitsMs = [10, 20, 40, 80];
/** So long after a replica was found behind nobody who needs as much waits for it again. */
const behindMs = 500;
/** Of 50 ms. */
const arrivalTries = 40;

/**
 * Reads of one database that its server's replica may answer: only when it holds this very generation, and at least
 * what the one who asks has written. It says so in the transaction that reads. Everything else is for the primary.
 */
export class ReplicaReads {
  #behind = { position: Number.POSITIVE_INFINITY, until: 0 };

  /** @param floor how far the primary was when this process opened the database: nobody is shown less */
  constructor(
    private readonly replica: { readonly client: Client; readonly health: ReplicaHealth },
    private readonly ref: TenantRef,
    private readonly floor: number,
  ) {}

  /** @returns null when the primary has to be asked; never throws */
  async read(statements: readonly InStatement[], seen: Seen): Promise<ResultSet[] | null> {
    const results = await this.#tryRead(statements, seen);
    engineObserver()?.replicaRead?.({ answered: results !== null });
    return results;
  }

  /** Waits until the replica has what was written, a while at most. */
  async arrival(written: Seen): Promise<void> {
    for (let tries = 0; tries < arrivalTries; tries++) {
      const answer = await this.#ask([], this.#needs(written) ?? Number.POSITIVE_INFINITY);
      if (answer !== "behind") return;
      await pause(50);
    }
  }

  close(): void {
    this.replica.client.close();
  }

  async #tryRead(statements: readonly InStatement[], seen: Seen): Promise<ResultSet[] | null> {
    const needs = this.#needs(seen);
    if (needs === null || (needs >= this.#behind.position && performance.now() < this.#behind.until))
      return null;
    if (!this.replica.health.mayBeAsked()) return null;
    for (const waitMs of [...waitsMs, null]) {
      const answer = await this.#ask(statements, needs);
      if (answer !== "behind") return answer;
      if (waitMs !== null) await pause(waitMs);
    }
    this.#behind = { position: needs, until: performance.now() + behindMs };
    return null;
  }

  /** What was written in an earlier generation is in this one since it was published, and so below the floor. */
  #needs({ generation, position }: Seen): number | null {
    if (generation > this.ref.generation) return null;
    return generation === this.ref.generation ? Math.max(this.floor, position) : this.floor;
  }

  /** In one transaction, so that what it says of itself holds for what it answers. */
  async #ask(statements: readonly InStatement[], needs: number): Promise<ResultSet[] | "behind" | null> {
    const { client, health } = this.replica;
    try {
      const [about, ...results] = await client.batch([positionQuery, ...statements], "read");
      health.answered();
      return this.#holds(about?.rows[0] as unknown as Record<string, unknown> | undefined, needs)
        ? results
        : "behind";
    } catch (error) {
      if (isEngineError(error, "ServerFailed") || isEngineError(error, "WrongKey")) health.failed(error);
      // It did answer: that the database has not arrived, or to a statement that the primary is to judge.
      else health.answered();
      return isEngineError(error, "DatabaseMissing") ? "behind" : null;
    }
  }

  /** While it is fenced it is on its way to another generation, or is one that is not whole yet. */
  #holds(row: Record<string, unknown> | undefined, needs: number): boolean {
    const found = toPosition(row);
    if (!found) return false;
    const { companyId, databaseId, generation, epoch } = this.ref;
    const { identity } = found;
    return (
      identity.companyId === companyId &&
      identity.databaseId === databaseId &&
      identity.generation === generation &&
      identity.epoch === epoch &&
      identity.fencedAt === null &&
      found.position >= needs
    );
  }
}
