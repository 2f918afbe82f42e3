import { and, eq, inArray, isNull, ne, or } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { companyRemovals } from "@/drizzle/master/schema/removals";
import type { MasterDb, MasterTx } from "../handles";
import { stillThere } from "../sandboxes/discard-sandbox";

/** What a server is still needed for. */
export interface OnServer {
  /** Databases of companies, those that are being removed, and discarded sandboxes that are not destroyed yet. */
  readonly databases: number;
  /** Moves from or to it that go on, or whose other end is kept there for going back. */
  readonly moves: number;
}

/** What is on a server, or on its way to it, as the registry knows it. */
export async function whatIsOnServer(db: MasterDb | MasterTx, serverId: string): Promise<OnServer> {
  const beingRemoved = db
    .select({ id: companyRemovals.companyId })
    .from(companyRemovals)
    .where(and(isNull(companyRemovals.cancelledAt), isNull(companyRemovals.removedAt)));
  const databases = await db.$count(
    tenantDatabases,
    and(
      eq(tenantDatabases.serverId, serverId),
      or(
        ne(tenantDatabases.state, "removed"),
        inArray(tenantDatabases.stateReason, Object.values(stillThere)),
        inArray(tenantDatabases.companyId, beingRemoved),
      ),
    ),
  );
  const moves = await db.$count(
    databaseMoves,
    and(
      or(eq(databaseMoves.fromServerId, serverId), eq(databaseMoves.toServerId, serverId)),
      or(
        isNull(databaseMoves.finishedAt),
        and(eq(databaseMoves.fromServerId, serverId), isNull(databaseMoves.leftoverRemovedAt)),
        and(eq(databaseMoves.step, "rolled-back"), isNull(databaseMoves.leftoverRemovedAt)),
      ),
    ),
  );
  return { databases, moves };
}
