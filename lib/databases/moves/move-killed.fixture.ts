import { testActor } from "@/lib/testing/actor";
/**
 * A process that moves companies' databases, or moves them back, each of which stops for ever at its point; when all have
 * come there, it kills itself. Its orders as JSON.
 */
import { startTestEngine } from "@/lib/testing/engine";
import { factoriesOf, type Reachable } from "./fleet.fixture";
import { moveDatabase } from "./move-database";
import { undoMove } from "./undo-move";

export interface MoveOrders {
  readonly dataDir: string;
  readonly servers: readonly Reachable[];
  readonly moves: ReadonlyArray<{
    readonly databaseId: string;
    /** Null takes the last move back. */
    readonly toServerId: string | null;
    readonly dieAt: string;
  }>;
}

const { dataDir, servers, moves } = JSON.parse(process.argv[2] ?? "") as MoveOrders;
await startTestEngine(dataDir, { servers: await factoriesOf(servers) });
const now = () => new Date();
let arrived = 0;
await Promise.all(
  moves.map(async ({ databaseId, toServerId, dieAt }) => {
    const onPoint = (point: string) => {
      if (point !== dieAt) return;
      arrived++;
      if (arrived === moves.length) process.kill(process.pid, "SIGKILL");
      return new Promise<void>(() => {});
    };
    if (toServerId === null) await undoMove(databaseId, { actor: testActor, now, onPoint });
    else await moveDatabase(databaseId, { toServerId, acceptPlain: true, actor: testActor, now, onPoint });
  }),
);
