/** A process that moves a company's database, or moves it back, and kills itself in the middle: its order as JSON. */
import { testKek } from "@/lib/testing/engine";
import { startEngine, stopEngine } from "../start-engine";
import { actor, emptyContent, factoriesOf, type Reachable } from "./fleet.fixture";
import { moveDatabase } from "./move-database";
import { undoMove } from "./undo-move";

export interface MoveOrder {
  readonly dataDir: string;
  readonly servers: readonly Reachable[];
  readonly databaseId: string;
  /** Null takes the last move back. */
  readonly toServerId: string | null;
  readonly dieAt: string;
}

const order = JSON.parse(process.argv[2] ?? "") as MoveOrder;
const { databaseId, toServerId } = order;
await startEngine({
  place: { dataDir: order.dataDir, kek: testKek },
  content: emptyContent,
  servers: await factoriesOf(order.servers),
});
const now = () => new Date();
const onPoint = (point: string) => {
  if (point === order.dieAt) process.kill(process.pid, "SIGKILL");
};
if (toServerId === null) await undoMove(databaseId, { actor, now, onPoint });
else await moveDatabase(databaseId, { toServerId, acceptPlain: true, actor, now, onPoint });
await stopEngine();
