import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { databaseMoves, databaseServers } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { engine } from "../engine";
import type { TenantDb } from "../handles";
import { findTenantRow } from "../registry";
import { write } from "../write";
import { factoriesOf, reachable, registerServers } from "./fleet.fixture";
import { type MoveOptions, moveDatabase } from "./move-database";

/** An engine with files and two libSQL servers, `one` and `two`, and for each test a company in a file. */
export function movingCompany() {
  let company: Awaited<ReturnType<typeof testCompany>>;
  let sqlds: Sqld[] = [];
  let started: Awaited<ReturnType<typeof testEngine>>;
  beforeAll(async () => {
    sqlds = await Promise.all([startSqld(), startSqld()]);
    const servers = await Promise.all(sqlds.map((sqld, at) => reachable(at === 0 ? "one" : "two", sqld)));
    started = await testEngine({ servers: await factoriesOf(servers) });
    await registerServers(servers);
  });
  afterAll(async () => {
    await started.dispose();
    await Promise.all(sqlds.map((sqld) => sqld.stop()));
  });
  beforeEach(async () => {
    company = await testCompany();
  });
  return {
    company: () => company,
    move: (toServerId: string, options: Partial<MoveOptions> = {}) =>
      moveDatabase(company.databaseId, { toServerId, acceptPlain: true, actor: testActor, now, ...options }),
    registered: () => findTenantRow(engine().master, company.companyId),
    moves: () =>
      engine().master.select().from(databaseMoves).where(eq(databaseMoves.databaseId, company.databaseId)),
  };
}

export const now = () => new Date();

export const add = (db: TenantDb, name: string) =>
  write(db, testActor, (tx) => tx.insert(counters).values({ name, value: 1 }));

export const namesIn = async (db: TenantDb) =>
  (await db.select({ name: counters.name }).from(counters).orderBy(counters.name)).map(({ name }) => name);

export const changeServer = (id: string, change: Partial<typeof databaseServers.$inferInsert>) =>
  write(engine().master, testActor, (tx) =>
    tx.update(databaseServers).set(change).where(eq(databaseServers.id, id)),
  );
