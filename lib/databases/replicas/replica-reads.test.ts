import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { eq, like } from "drizzle-orm";
import { exportPKCS8 } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseServers, tenantDatabases, users, writtenPositions } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import type { Sqld } from "@/lib/testing/sqld";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { openMaster } from "../master";
import { observeEngine } from "../observer";
import { findTenantRow, type TenantRef, toTenantRef } from "../registry";
import { closeTenant, onPrimary, openTenant, openTenantAt } from "../tenant";
import { write } from "../write";
import { neverWrote, writtenBy } from "./written-positions";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
let replica: Sqld;
let companyId: string;
let person: Actor;
const told = { replica: 0, primary: 0, changes: [] as boolean[] };

beforeAll(async () => {
  remote = await testRemoteEngine({ replicated: true });
  if (!remote.replica) throw new Error("There is no replica.");
  replica = remote.replica;
  ({ companyId } = await testCompany("replicated"));
  person = await somebody();
  observeEngine({
    read: () => {},
    wrote: () => {},
    replicaRead: ({ answered }) => void told[answered ? "replica" : "primary"]++,
    replica: ({ isUp }) => void told.changes.push(isUp),
  });
}, 30_000);
afterAll(async () => {
  observeEngine(null);
  await remote.dispose();
});
beforeEach(() => Object.assign(told, { replica: 0, primary: 0, changes: [] }));

async function somebody(): Promise<Actor> {
  const id = newId();
  const name = { username: id, firstName: "Test", lastName: "Person" };
  await write(await openMaster(), remote.actor, (tx) =>
    tx
      .insert(users)
      .values({ id, email: `${id}@example.com`, passwordHash: "-", passwordChangedAt: 0, ...name }),
  );
  return { ...remote.actor, id, name: "Test Person" };
}

const ref = async () => toTenantRef(await findTenantRow(engine().master, companyId));

/** What `requireCompany` does on each request. */
async function openFor(who: Actor, at?: TenantRef) {
  const database = at ?? (await ref());
  return openTenantAt(database, null, await writtenBy(engine().master, who.id ?? "", database));
}

const add = async (who: Actor) =>
  write(await openTenant(companyId), who, (tx) =>
    tx.insert(counters).values({ name: `row ${newId()}`, value: 1 }),
  );
const rowsIn = (db: Awaited<ReturnType<typeof openTenant>>) =>
  db.$count(counters, like(counters.name, "row %"));
const truth = async () => rowsIn(await openTenant(companyId));

/** Until the replica answers, which it does once it has what is there. */
async function caughtUp(who: Actor) {
  await expect
    .poll(
      async () => {
        const before = told.replica;
        await rowsIn(await openFor(who));
        return told.replica > before;
      },
      { timeout: 15_000, interval: 100 },
    )
    .toBe(true);
}

describe("a replica", () => {
  it("answers reads, and what reads without saying who asks stays with the primary", async () => {
    await add(person);
    await caughtUp(person);
    told.replica = 0;
    const db = await openFor(person);
    for (let i = 0; i < 10; i++) expect(await rowsIn(db)).toBe(1);
    expect(told.replica).toBe(10);
    expect(await rowsIn(await openTenant(companyId))).toBe(1);
    expect(await rowsIn(onPrimary(db))).toBe(1);
    expect(told.replica).toBe(10);
  });

  it("always shows people what they wrote, however soon they look", async () => {
    const before = await truth();
    for (let i = 1; i <= 100; i++) {
      await add(person);
      expect(await rowsIn(await openFor(person))).toBe(before + i);
    }
    expect(told.replica + told.primary).toBe(100);
    expect(told.replica).toBeGreaterThan(0);
  });

  it("does so for who asks another host, which knows only what the master remembers of them", async () => {
    const host = await secondHost(companyId, person.id ?? "");
    try {
      for (let i = 0; i < 15; i++) {
        await add(person);
        const [rows, who] = (await host.ask()).split(" ");
        expect(Number(rows)).toBe(await allRows());
        told[who === "replica" ? "replica" : "primary"]++;
      }
      expect(told.replica).toBeGreaterThan(0);
      // Further than the replica is, however soon it follows.
      await write(await openMaster(), remote.actor, (tx) =>
        tx.update(writtenPositions).set({ position: 1_000_000 }),
      );
      expect(await host.ask()).toBe(`${await allRows()} primary`);
    } finally {
      await write(await openMaster(), remote.actor, (tx) => tx.delete(writtenPositions));
      host.end();
    }
  }, 30_000);

  it("may show others a little less, but nobody less than was there when the database was opened", async () => {
    const other = await somebody();
    await closeTenant(await ref());
    const before = await truth();
    replica.freeze();
    await add(person);
    replica.thaw();
    const shown = await rowsIn(await openFor(other));
    expect([before, before + 1]).toContain(shown);
  });

  it("is not believed when the log of the primary begins again after a crash", async () => {
    await caughtUp(person);
    const before = await truth();
    await remote.sqld.kill();
    await remote.sqld.restart();
    // The server numbers its log from one again, and the replica still has the higher numbers of before.
    for (let i = 1; i <= 20; i++) {
      await add(person);
      expect(await rowsIn(await openFor(person))).toBe(before + i);
    }
  }, 30_000);

  it("answers on after the same generation was gone back to, under its next epoch", async () => {
    await caughtUp(person);
    const here = await ref();
    const direct = await engine().server(here.server).open(here, null);
    await direct.writer.execute("UPDATE identity SET epoch = epoch + 2 WHERE one = 1");
    direct.close();
    await write(await openMaster(), remote.actor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ epoch: here.epoch + 2 })
        .where(eq(tenantDatabases.id, here.databaseId)),
    );
    await caughtUp(person);
  }, 30_000);

  it("that is gone is noticed once, and everybody reads on", async () => {
    await caughtUp(person);
    await replica.kill();
    told.changes = [];
    told.replica = 0;
    const rows = await truth();
    for (let i = 0; i < 20; i++) expect(await rowsIn(await openFor(person))).toBe(rows);
    expect(told).toMatchObject({ replica: 0, changes: [false] });
    await add(person);
    expect(await rowsIn(await openFor(person))).toBe(rows + 1);
    await replica.restart();
    await caughtUp(person);
    expect(told.changes).toEqual([false, true]);
  }, 30_000);

  it("that stands still keeps nobody waiting for long", async () => {
    await caughtUp(person);
    replica.freeze();
    const rows = await truth();
    expect(await rowsIn(await openFor(person))).toBe(rows);
    expect(await rowsIn(await openFor(person))).toBe(rows);
    expect(told.changes).toEqual([false]);
    replica.thaw();
  }, 30_000);
});

describe("what the master remembers of a writer", () => {
  it("is only ever raised, in whichever order concurrent writes are noted", async () => {
    const before = await truth();
    await Promise.all(Array.from({ length: 20 }, () => add(person)));
    expect(await rowsIn(await openFor(person))).toBe(before + 20);
    const [row] = await engine()
      .master.select()
      .from(writtenPositions)
      .where(eq(writtenPositions.userId, person.id ?? ""));
    const [counter] = await (await openTenant(companyId))
      .select()
      .from(counters)
      .where(eq(counters.name, "writes"));
    expect(row?.position).toBe(counter?.value);
  });

  it("counts for the database it was written in, and leads to the primary when it cannot be", async () => {
    const { companyId: another } = await testCompany("another");
    const other = toTenantRef(await findTenantRow(engine().master, another));
    expect(await writtenBy(engine().master, person.id ?? "", other)).toEqual(neverWrote);
    const rows = await truth();
    told.replica = 0;
    const here = await ref();
    // A position that nobody wrote, and a generation that is not there yet.
    const ahead = openTenantAt(here, null, { generation: here.generation, position: 1_000_000 });
    const later = openTenantAt(here, null, { generation: here.generation + 1, position: 0 });
    expect([await rowsIn(ahead), await rowsIn(later)]).toEqual([rows, rows]);
    expect(told.replica).toBe(0);
  });

  it("is not kept where there is no replica", async () => {
    await write(await openMaster(), remote.actor, (tx) =>
      tx.update(databaseServers).set({ replicaUrl: null }),
    );
    const someone = await somebody();
    await add(someone);
    expect(await writtenBy(engine().master, someone.id ?? "", await ref())).toEqual(neverWrote);
    told.replica = 0;
    const rows = await truth();
    expect(await rowsIn(await openFor(someone))).toBe(rows);
    expect(told.replica).toBe(0);
  });
});

const allRows = async () => (await openTenant(companyId)).$count(counters);

async function secondHost(company: string, user: string) {
  const { url, authToken } = remote.master;
  const pem = await exportPKCS8(remote.sqld.signingKey);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "lib/databases/replicas/second-host.fixture.ts", url, authToken, pem, company, user],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  expect(await next()).toBe("ready");
  return {
    ask: () => {
      child.stdin.write("?\n");
      return next();
    },
    end: () => child.stdin.end(),
  };
}
