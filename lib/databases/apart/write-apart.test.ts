import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Client, Transaction } from "@libsql/client";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { recordAudit } from "../audit";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { sqliteCode } from "../errors";
import { nextGeneration } from "../generations/next-generation";
import { openUnpublished } from "../open-file";
import { stopEngine } from "../start-engine";
import { write, writeApart } from "../write";
import { ApartWriters } from "./apart-writers";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany();
});
afterEach(() => started.dispose());

const add = (name: string, value = 1) =>
  writeApart(company.db, started.actor, (tx) => tx.insert(counters).values({ name, value }));
const names = async () => (await company.db.select().from(counters)).map(({ name }) => name).sort();
const file = () => join(started.dataDir, "tenants", `${company.databaseId}.1.db`);

describe("writeApart", () => {
  it("commits what the work wrote, in the order of the queue, and nothing when it throws", async () => {
    await add("n", 0);
    const more = (way: typeof writeApart) =>
      way(company.db, started.actor, async (tx) => {
        const [row] = await tx.select().from(counters).where(eq(counters.name, "n"));
        await tx
          .update(counters)
          .set({ value: (row?.value ?? 0) + 1 })
          .where(eq(counters.name, "n"));
        await recordAudit(tx, { action: "test", subject: { type: "counter", id: "n" } });
        return row?.value;
      });
    const ways = Array.from({ length: 30 }, (_, turn) => more(turn % 3 === 0 ? writeApart : write));
    expect((await Promise.all(ways)).sort((a = 0, b = 0) => a - b)).toEqual([...Array(30).keys()]);
    const failing = writeApart(company.db, started.actor, async (tx) => {
      await tx.insert(counters).values({ name: "lost", value: 1 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await company.db.select({ name: counters.name, value: counters.value }).from(counters)).toEqual([
      { name: "n", value: 30 },
    ]);
    expect(await verifyChain(company.db, null)).toMatchObject({ brokenAt: null });
  });

  it("hands values over as they are, and says what the database refused", async () => {
    const kinds = await writeApart(company.db, started.actor, (tx) =>
      tx.get<Record<string, unknown>>(
        sql`SELECT 1.5 AS real, 2 AS real, 'ə' AS text, NULL AS missing, x'00ff' AS bytes, ${9_007_199_254_740_991} AS large`,
      ),
    );
    expect(kinds).toMatchObject({ real: 1.5, text: "ə", missing: null, large: 9_007_199_254_740_991 });
    expect(Object.keys(kinds)).toEqual(["real", "text", "missing", "bytes", "large"]);
    expect(new Uint8Array(kinds.bytes as ArrayBuffer)).toEqual(new Uint8Array([0, 255]));
    await add("twice");
    const here = write(company.db, started.actor, (tx) =>
      tx.insert(counters).values({ name: "twice", value: 1 }),
    );
    const codes = await Promise.all(
      [add("twice"), here].map((way) => way.catch((error) => sqliteCode(error))),
    );
    expect(codes).toEqual(["SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT"]);
  });

  it("is refused where write() is: fenced, moved, inside another", async () => {
    const client = openUnpublished(file(), await engine().keyring.reveal(company.keyId));
    await client.execute("UPDATE identity SET fenced_at = 1");
    await expect(add("fenced")).rejects.toMatchObject({ code: "Fenced" });
    await client.execute("UPDATE identity SET fenced_at = NULL, epoch = 2");
    await expect(add("moved")).rejects.toMatchObject({ code: "Moved" });
    await client.execute("UPDATE identity SET epoch = 1");
    client.close();
    for (const way of [write, writeApart] as Array<typeof writeApart>) {
      const nested = way(company.db, started.actor, () => add("nested"));
      await expect(nested).rejects.toMatchObject({ code: "NestedWrite" });
    }
    expect(await names()).toEqual([]);
  });

  it.each([
    ["here", write],
    ["apart", writeApart],
  ])(
    "says %s why SQLite itself ended the transaction, as it does on a full disk, and goes on",
    async (_, way) => {
      await add("twice");
      const ended = (way as typeof writeApart)(company.db, started.actor, (tx) =>
        tx.run(sql`INSERT OR ROLLBACK INTO counters (name, value) VALUES ('twice', 1)`),
      );
      expect(sqliteCode(await ended.catch((error) => error))).toBe("SQLITE_CONSTRAINT");
      await (way as typeof writeApart)(company.db, started.actor, (tx) =>
        tx.insert(counters).values({ name: "next", value: 1 }),
      );
      expect(await names()).toEqual(["next", "twice"]);
    },
  );

  it("follows the database to its next generation", async () => {
    const { actor } = started;
    await add("before");
    await nextGeneration(company.companyId, {
      actor,
      state: "migrating",
      reason: "test",
      transform: async () => {},
    });
    await add("after");
    expect(await names()).toEqual(["after", "before"]);
  });

  it("works in at most two processes, and leaves none when the engine stops", async () => {
    const more = await Promise.all(Array.from({ length: 4 }, () => testCompany()));
    let most = 0;
    const writes = more.map(({ db }) =>
      writeApart(db, started.actor, async (tx) => {
        await tx.insert(counters).values({ name: newId(), value: 1 });
        most = Math.max(most, children().length);
      }),
    );
    await Promise.all(writes);
    for (const { db } of more) expect(await db.$count(counters)).toBe(1);
    if (process.platform === "linux") expect(most).toBe(2);
    await stopEngine();
    expect(children()).toEqual([]);
  });

  it("holds no descriptor once it has written", async () => {
    await add("n");
    const [child] = children();
    if (child !== undefined) expect(filesOf(child).filter((path) => path.includes("tenants"))).toEqual([]);
  });

  it("loses only what was not committed when its process dies, and goes on in another", async () => {
    await add("kept");
    for (const pid of children()) process.kill(pid, "SIGKILL");
    await add("kept too");
    const dying = writeApart(company.db, started.actor, async (tx) => {
      await tx.insert(counters).values({ name: "lost", value: 1 });
      for (const pid of children()) process.kill(pid, "SIGKILL");
      await pause(50);
      await tx.insert(counters).values({ name: "lost as well", value: 1 });
    });
    await expect(dying).rejects.toThrow();
    await add("next");
    expect(await names()).toEqual(["kept", "kept too", "next"]);
  });

  it("finishes what runs when a signal reaches the whole group", async () => {
    await writeApart(company.db, started.actor, async (tx) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
        for (const pid of children()) process.kill(pid, signal);
      await pause(50);
      await tx.insert(counters).values({ name: "kept", value: 1 });
    });
    expect(await names()).toEqual(["kept"]);
  });
});

describe("processes that write for others", () => {
  const inserting = (name: string) => `INSERT INTO counters (name, value) VALUES ('${name}', 1)`;
  const use = async <T>(of: typeof company, work: (writer: Client) => Promise<T>) => {
    const key = await engine().keyring.reveal(of.keyId);
    return writers.use(join(started.dataDir, "tenants", `${of.databaseId}.1.db`), key, work);
  };
  let writers: ApartWriters;
  beforeEach(() => {
    writers = new ApartWriters();
  });
  afterEach(() => writers.close());

  it("never run a statement of one company in the transaction of the next", async () => {
    const other = await testCompany();
    let stray: Transaction | undefined;
    await use(company, async (writer) => {
      stray = await writer.transaction("write");
      await stray.commit();
    });
    await use(other, async (writer) => {
      const tx = await writer.transaction("write");
      await expect(stray?.execute(inserting("stray"))).rejects.toMatchObject({ code: "TRANSACTION_CLOSED" });
      await stray?.rollback();
      await tx.execute(inserting("own"));
      await tx.commit();
    });
    expect(await other.db.select({ name: counters.name }).from(counters)).toEqual([{ name: "own" }]);
  });

  it("say what was committed, even when one dies right after it", async () => {
    const said = await use(company, async (writer) => {
      const tx = await writer.transaction("write");
      await tx.execute(inserting("kept"));
      await tx.commit();
      for (const pid of children()) process.kill(pid, "SIGKILL");
      return "committed";
    });
    expect([said, await names()]).toEqual(["committed", ["kept"]]);
  });
});

/** Processes of this one that work on databases; nobody knows where there is no /proc. */
function children(): number[] {
  if (process.platform !== "linux") return [];
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8")
    .split(" ")
    .filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("apart-child"))
    .map(Number);
}

function filesOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${descriptor}`)];
    } catch {
      return [];
    }
  });
}
