import { and, eq, sql } from "drizzle-orm";
import { writtenPositions } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import type { HandleState } from "../handle-state";
import type { Actor, MasterDb } from "../handles";
import type { TenantRef } from "../registry";
import { write } from "../write";
import type { Seen } from "./replica-reads";

/**
 * After a write to a database that has a replica, before its writer is answered: from then on none of their reads, on
 * whichever host, shows less. Only ever raised, in whichever order concurrent writes get here.
 *
 * What is written stays written, so this does not fail: when the master does not take it, the writer waits until the
 * replica has it.
 */
export async function noteWritten(state: HandleState, written: Seen, actor: Actor): Promise<void> {
  if (state.seen) state.seen = later(state.seen, written);
  const { ref, open } = state;
  if (!ref || actor.id === null) return;
  try {
    await remember(engine().master, actor, ref, written);
  } catch {
    await open.use(async ({ replica }) => replica?.arrival(written)).catch(() => {});
  }
}

/** How far somebody has written in a database, for `openTenantAt`; the session's query joins the same. */
export async function writtenBy(
  master: MasterDb,
  userId: string,
  { databaseId }: Pick<TenantRef, "databaseId">,
): Promise<Seen> {
  const [found] = await master
    .select({ generation: writtenPositions.generation, position: writtenPositions.position })
    .from(writtenPositions)
    .where(and(eq(writtenPositions.userId, userId), eq(writtenPositions.databaseId, databaseId)));
  return found ?? neverWrote;
}

/** Whoever never wrote is shown what the database was when it was opened, or newer. */
export const neverWrote: Seen = { generation: 0, position: 0 };

async function remember(
  master: MasterDb,
  actor: Actor,
  { databaseId }: TenantRef,
  { generation, position }: Seen,
): Promise<void> {
  const row = { userId: String(actor.id), databaseId, generation, position };
  const known = writtenPositions;
  await write(master, actor, (tx) =>
    tx
      .insert(known)
      .values(row)
      .onConflictDoUpdate({
        target: [known.userId, known.databaseId],
        set: { generation, position },
        // One expression, in which every column is named with its table: the new row's are called the same.
        setWhere: sql`(${known.generation}, ${known.position}) < (${generation}, ${position})`,
      }),
  );
}

function later(a: Seen, b: Seen): Seen {
  if (a.generation !== b.generation) return a.generation > b.generation ? a : b;
  return a.position > b.position ? a : b;
}
