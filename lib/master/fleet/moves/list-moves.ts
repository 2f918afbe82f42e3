import { and, desc, eq, lt, or } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { companies, databaseMoves, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { isMoveAlive, type MasterDb, sourceStaysMs } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

export interface MoveFilter {
  readonly id?: string;
  readonly companyId?: string;
  /** From it or to it. */
  readonly serverId?: string;
  /** Only those before this one, for the next page. */
  readonly before?: { readonly startedAt: number; readonly id: string };
  readonly size?: number;
}

export type ListedMove = Awaited<ReturnType<typeof listMoves>>[number];

/** Moves of databases between servers, the newest first. */
export async function listMoves(
  master: MasterDb,
  now: Date,
  { id, companyId, serverId, before, size = 50 }: MoveFilter = {},
) {
  const [from, to] = [alias(databaseServers, "source"), alias(databaseServers, "target")];
  const rows = await master
    .select({
      move: databaseMoves,
      company: companies.name,
      slug: companies.slug,
      purpose: tenantDatabases.purpose,
      serverId: tenantDatabases.serverId,
      generation: tenantDatabases.generation,
      from: { id: from.id, name: from.name, kind: from.kind },
      to: { id: to.id, name: to.name, kind: to.kind },
    })
    .from(databaseMoves)
    .innerJoin(companies, eq(companies.id, databaseMoves.companyId))
    .innerJoin(tenantDatabases, eq(tenantDatabases.id, databaseMoves.databaseId))
    .innerJoin(from, eq(from.id, databaseMoves.fromServerId))
    .innerJoin(to, eq(to.id, databaseMoves.toServerId))
    .where(
      and(
        id === undefined ? undefined : eq(databaseMoves.id, id),
        companyId === undefined ? undefined : eq(databaseMoves.companyId, companyId),
        serverId === undefined
          ? undefined
          : or(eq(databaseMoves.fromServerId, serverId), eq(databaseMoves.toServerId, serverId)),
        before &&
          or(
            lt(databaseMoves.startedAt, before.startedAt),
            and(eq(databaseMoves.startedAt, before.startedAt), lt(databaseMoves.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(databaseMoves.startedAt), desc(databaseMoves.id))
    .limit(size);
  return rows.map(({ move, serverId: at, generation, ...about }) => {
    const { step, switchedAt, leftoverRemovedAt, verified: _, ...rest } = move;
    const isOpen = !["switched", "archived", "rolled-back"].includes(step);
    return {
      ...rest,
      ...about,
      step,
      switchedAt,
      leftoverRemovedAt,
      isOpen,
      /** Whether a process is at it; what nobody is at is taken back within the minute. */
      isAlive: isOpen && isMoveAlive(move, now),
      /** Until when what it left behind is kept; null when there is nothing any more. */
      keptUntil:
        step === "switched" && leftoverRemovedAt === null && switchedAt !== null
          ? switchedAt + sourceStaysMs
          : null,
      /** Nothing replaced the database as a whole since, so going back may be possible. */
      canUndo: step === "switched" && at === move.toServerId && generation === move.toGeneration,
    };
  });
}

/** @throws NotFound `move` */
export async function readMove(master: MasterDb, id: string, now: Date): Promise<ListedMove> {
  const [found] = await listMoves(master, now, { id, size: 1 });
  if (!found) throw new NotFound("move");
  return found;
}
