import { engine } from "../engine";
import { engineErrorOf } from "../errors";
import type { MasterDb } from "../handles";
import type { ServerHealth } from "./database-server";
import { type ServerRow, serverLoads, serverRefOf } from "./server-loads";

/** Whoever makes a company waits no longer for a server that does not answer. */
const patienceMs = 3_000;
/** For so long an answer is good; a bad one is asked again sooner, so that coming back is noticed. */
const goodMs = 10_000;
const badMs = 1_000;

const key = Symbol.for("medadmin.databases.server-health");
const holder = globalThis as {
  [key]?: Map<string, { readonly until: number; readonly health: ServerHealth }>;
};

/** What a registered server says of itself. Never throws: one that cannot even be asked has a problem. */
export async function healthOf(row: ServerRow): Promise<ServerHealth> {
  try {
    return await engine().server(serverRefOf(row)).health();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = engineErrorOf(error)?.code ?? "BadConfiguration";
    return { latencyMs: null, version: null, problem: { code, message } };
  }
}

/** The servers that might get a new database but do not work at the moment, with the reason for `placeDatabase`. */
export async function unreachableServers(master: MasterDb): Promise<ReadonlyMap<string, string>> {
  const candidates = (await serverLoads(master)).filter(({ drainingAt }) => drainingAt === null);
  const asked = await Promise.all(
    candidates.map(async (server) => [server.id, await recentHealth(server)] as const),
  );
  return new Map(
    asked.flatMap(([id, { problem }]) =>
      problem ? [[id, `does not work: ${problem.message.replace(/\.$/, "")}`]] : [],
    ),
  );
}

async function recentHealth(row: ServerRow): Promise<ServerHealth> {
  holder[key] ??= new Map();
  const known = JSON.stringify(serverRefOf(row));
  const recent = holder[key].get(known);
  if (recent && performance.now() < recent.until) return recent.health;
  const health = await Promise.race([healthOf(row), tooLate()]);
  holder[key].set(known, { health, until: performance.now() + (health.problem ? badMs : goodMs) });
  return health;
}

function tooLate(): Promise<ServerHealth> {
  const problem = { code: "ServerFailed", message: "it did not answer in time" } as const;
  return new Promise((resolve) => {
    setTimeout(() => resolve({ latencyMs: null, version: null, problem }), patienceMs).unref();
  });
}
