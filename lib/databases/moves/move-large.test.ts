import { afterAll, beforeAll, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { engine } from "../engine";
import { smallEnough } from "../generations/copy-database";
import { fillUp } from "../migrations/fleet.fixture";
import { anyTenantRef, findTenantRow } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { factoriesOf, reachable, registerServers } from "./fleet.fixture";
import { moveDatabase } from "./move-database";
import { planMove } from "./plan-move";

let sqld: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  sqld = await startSqld();
  const servers = [await reachable("one", sqld)];
  started = await testEngine({ servers: await factoriesOf(servers) });
  await registerServers(servers);
});
afterAll(async () => {
  await started.dispose();
  await sqld.stop();
});

it("moves a database that is too large to be worked on here, out of a file and back into one", async () => {
  const { companyId, databaseId, db } = await testCompany();
  await write(db, testActor, (tx) => tx.run(fillUp));
  const now = () => new Date();
  const { bytes } = await planMove(databaseId, "one");
  expect(bytes).toBeGreaterThan(smallEnough);
  let reported = 0;
  const onProgress = () => {
    reported++;
  };
  await moveDatabase(databaseId, { toServerId: "one", acceptPlain: true, actor: testActor, now, onProgress });
  expect(reported).toBeGreaterThan(60);
  await write(await openTenant(companyId), testActor, (tx) =>
    tx.insert(counters).values({ name: "between", value: 1 }),
  );
  await moveDatabase(databaseId, { toServerId: localServerId, actor: testActor, now });
  const back = await openTenant(companyId);
  expect(await back.$count(counters)).toBe(101);
  const ref = anyTenantRef(await findTenantRow(engine().master, companyId));
  expect(await engine().server(ref.server).size(ref)).toBeGreaterThan(smallEnough);
  await write(back, testActor, (tx) => tx.insert(counters).values({ name: "after", value: 1 }));
});
