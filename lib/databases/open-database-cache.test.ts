import { copyFileSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "./connection";
import { fileUrl } from "./file-url";
import type { OpenDatabase } from "./open-database";
import { OpenDatabaseCache } from "./open-database-cache";
import { openFile } from "./open-file";

let folder: string;
let cache: OpenDatabaseCache;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-cache-"));
});

afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

async function makeDatabase(name: string): Promise<void> {
  const client = createClient({ url: fileUrl(join(folder, `${name}.db`), "rwc") });
  await client.batch(["CREATE TABLE counted (n INTEGER NOT NULL)", "INSERT INTO counted VALUES (0)"]);
  client.close();
}

const database = (name: string): OpenDatabase =>
  cache.get(name, () => openFile(join(folder, `${name}.db`), null));

const read = (from: OpenDatabase) =>
  from.use(async ({ reader }) => Number((await reader.execute("SELECT n FROM counted")).rows[0]?.n));

const count = (into: OpenDatabase) =>
  into.use(({ queue, writer }: Connection) =>
    queue.run(async () => {
      const transaction = await writer.transaction("write");
      await transaction.execute("UPDATE counted SET n = n + 1");
      // More others open meanwhile than the cache holds.
      for (let turns = 0; turns < 25; turns++) await turn();
      await transaction.commit();
    }),
  );

/** Holds a database in use until it is let go. */
function hold(of: OpenDatabase): { began: Promise<void>; letGo: () => Promise<void> } {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: began, resolve: begin } = Promise.withResolvers<void>();
  const done = of.use(async ({ reader }) => {
    begin();
    await released;
    await reader.execute("SELECT n FROM counted");
  });
  return {
    began,
    letGo: () => {
      release();
      return done;
    },
  };
}

describe("the cache of open databases", () => {
  it("closes the longest unused when one more than allowed is opened, and opens it again when it is used", async () => {
    cache = new OpenDatabaseCache({ open: 2, bytes: Number.POSITIVE_INFINITY });
    for (const name of ["a", "b", "c"]) await makeDatabase(name);
    const [a, b, c] = [database("a"), database("b"), database("c")];
    await read(a);
    await read(b);
    await read(a);
    await read(c);
    expect([a.isOpen, b.isOpen, c.isOpen]).toEqual([true, false, true]);
    expect(await read(b)).toBe(0);
    expect(cache.figures).toMatchObject({ open: 2, opens: 4, closes: 2, evictions: 2, inUse: 0 });
  });

  it("closes what is too much in bytes: by an estimate that grows with use", async () => {
    const megabyte = 1024 * 1024;
    cache = new OpenDatabaseCache({ open: 100, bytes: 6 * megabyte });
    for (const name of ["a", "b", "c"]) await makeDatabase(name);
    for (const name of ["a", "b", "c"]) await read(database(name));
    expect(cache.openCount).toBe(2);
    await Promise.all([read(database("c")), read(database("c"))]);
    expect(cache.openCount).toBe(1);
    expect(cache.figures.bytesEstimated).toBeLessThan(6 * megabyte);
  });

  it("never closes a database in use, and catches up as soon as it is not", async () => {
    cache = new OpenDatabaseCache({ open: 1, bytes: Number.POSITIVE_INFINITY });
    for (const name of ["a", "b", "c"]) await makeDatabase(name);
    const held = [hold(database("a")), hold(database("b"))];
    await Promise.all(held.map((each) => each.began));
    await read(database("c"));
    expect(cache.figures).toMatchObject({ open: 2, inUse: 2 });
    await Promise.all(held.map((each) => each.letGo()));
    expect(cache.figures).toMatchObject({ open: 1, inUse: 0 });
  });

  it("closes after the uses that have begun, while a new use opens anew", async () => {
    cache = new OpenDatabaseCache();
    await makeDatabase("a");
    const a = database("a");
    const held = hold(a);
    await held.began;
    let closed = false;
    const closing = cache.close("a").then(() => {
      closed = true;
    });
    expect(await read(a)).toBe(0);
    await turn();
    expect(closed).toBe(false);
    await held.letGo();
    await closing;
    expect(cache.figures).toMatchObject({ open: 1, opens: 2, closes: 1 });
  });

  it("closes one that was still opening when it was told to", async () => {
    cache = new OpenDatabaseCache();
    await makeDatabase("a");
    const reading = read(database("a"));
    await cache.close("a");
    expect(await reading).toBe(0);
    expect(cache.figures).toMatchObject({ open: 0, opens: 1, closes: 1 });
  });

  it("tells the failure of opening to who asked, and tries again on the next use", async () => {
    cache = new OpenDatabaseCache();
    const a = database("a");
    await expect(read(a)).rejects.toMatchObject({ code: "DatabaseMissing" });
    await makeDatabase("a");
    expect(await read(a)).toBe(0);
    expect(cache.figures).toMatchObject({ open: 1, opens: 1 });
  });

  it("opens once for many who ask at the same moment", async () => {
    cache = new OpenDatabaseCache();
    await makeDatabase("a");
    await Promise.all(Array.from({ length: 50 }, () => read(database("a"))));
    expect(cache.figures.opens).toBe(1);
  });

  it("keeps two generations of one database apart", async () => {
    cache = new OpenDatabaseCache();
    await makeDatabase("id.1");
    await makeDatabase("id.2");
    await count(database("id.2"));
    expect([await read(database("id.1")), await read(database("id.2"))]).toEqual([0, 1]);
  });

  it("serves 300 databases with 20 open: random reads and writes in parallel, nothing fails, nothing is lost", async () => {
    cache = new OpenDatabaseCache({ open: 20, bytes: Number.POSITIVE_INFINITY });
    const names = Array.from({ length: 300 }, (_, i) => `d${i}`);
    await makeDatabase("first");
    for (const name of names) copyFileSync(join(folder, "first.db"), join(folder, `${name}.db`));
    // Handles that live through many evictions, as those of long requests do.
    const handles = names.map(database);
    const written = names.map(() => 0);
    let mostDescriptors = 0;
    const clients = Array.from({ length: 40 }, async (_, client) => {
      for (let step = 0; step < 32; step++) {
        const at = (step * 7919 + client * 104_729 + step * step * 31) % names.length;
        const handle = handles[at] ?? database(`d${at}`);
        if ((step + client) % 3 === 0) {
          await count(handle);
          written[at] = (written[at] ?? 0) + 1;
        } else await Promise.all([read(handle), read(handle)]);
        if (step % 8 === 0) mostDescriptors = Math.max(mostDescriptors, openFilesIn(folder));
      }
    });
    await Promise.all(clients);
    const kept = [];
    for (const handle of handles) kept.push(await read(handle));
    expect(kept).toEqual(written);
    expect(cache.openCount).toBe(20);
    expect(cache.figures.evictions).toBeGreaterThan(500);
    // At most 60 are open (20 idle and 40 in use) and some wait for the next collection, at 5 descriptors each.
    if (process.platform === "linux") expect(mostDescriptors).toBeLessThan(500);
  });
});

/** Descriptors that this process holds in the folder; deleted files count. */
function openFilesIn(path: string): number {
  if (process.platform !== "linux") return 0;
  return readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(path);
    } catch {
      return false;
    }
  }).length;
}
