import { and, eq, isNull } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { engine } from "../engine";
import { readIdentity } from "../identity";
import { readLedger } from "../migrations/ledger";
import { serverRow } from "../moves/server-row";
import { withDirect } from "../moves/source";
import { anyTenantRef, type TenantRef, type TenantRefRow } from "../registry";
import { serverRefOf } from "../servers/server-loads";
import type { FoundDatabase } from "./plan-rebuild";

/**
 * A database that keeps writers out here, where the move that the registry takes for unfinished was to bring it: when
 * what is there is the next one after it, and lets writers in.
 * @returns null when it is not so, or that server does not answer: then nobody knows
 */
export async function findMoved(row: TenantRefRow): Promise<FoundDatabase | null> {
  const { master } = engine();
  const [move] = await master
    .select()
    .from(databaseMoves)
    .where(and(eq(databaseMoves.databaseId, row.databaseId), isNull(databaseMoves.finishedAt)));
  if (move?.fromServerId !== row.serverId || move.fromGeneration !== row.generation) return null;
  try {
    const { toGeneration: generation, toKeyId: keyId } = move;
    const server = await serverRow(master, move.toServerId);
    const target: TenantRef = { ...anyTenantRef(row), server: serverRefOf(server), generation, keyId };
    return await withDirect(target, async ({ writer }) => {
      const said = await readIdentity(writer);
      const isTheOne =
        said?.databaseId === row.databaseId && said.generation === generation && said.fencedAt === null;
      if (!isTheOne || said.epoch <= row.epoch) return null;
      const schema = (await readLedger(writer)).at(-1)?.name ?? null;
      return { generation, epoch: said.epoch, keyId, schema, server: { id: server.id, name: server.name } };
    });
  } catch {
    return null;
  }
}
