import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { companies, databaseServers, provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { newId } from "@/lib/domain/id";
import { testEngine } from "@/lib/testing/engine";
import { isEngineError } from "../errors";
import type { MasterDb } from "../handles";
import { openMaster } from "../master";
import { registerDatabase } from "../provisioning/register";
import { write } from "../write";
import { type PlacementWish, placeDatabase } from "./placement";

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
});
afterAll(() => started.dispose());

type Server = Partial<typeof databaseServers.$inferInsert> & { readonly name: string };

/** These servers and no others, with nothing on them. */
async function only(...servers: Server[]): Promise<void> {
  await write(master, started.actor, async (tx) => {
    await tx.delete(provisionings);
    await tx.delete(tenantDatabases);
    await tx.delete(databaseServers);
    for (const server of servers) {
      await tx.insert(databaseServers).values({ id: server.name, kind: "libsql-server", ...server });
    }
  });
}

async function register(wish?: PlacementWish): Promise<string> {
  const companyId = newId();
  await write(master, started.actor, async (tx) => {
    const texts = {
      slug: companyId,
      name: "C",
      nameFolded: "c",
      email: "c@example.com",
      phone: "+994501234567",
    };
    await tx.insert(companies).values({ id: companyId, state: "provisioning", ...texts });
    await registerDatabase(tx, { companyId, userId: null, ...(wish && { wish }) });
  });
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.companyId, companyId));
  return row?.serverId ?? "";
}

async function counts(): Promise<Record<string, number>> {
  const rows = await master.select({ server: tenantDatabases.serverId }).from(tenantDatabases);
  return Object.fromEntries(
    [...new Set(rows.map(({ server }) => server))].map((server) => [
      server,
      rows.filter((row) => row.server === server).length,
    ]),
  );
}

const where = async (wish?: PlacementWish) => (await placeDatabase(master, wish)).name;

describe("a new database", () => {
  beforeEach(() => only());

  it("goes to the server of whose capacity the smallest share is used", async () => {
    await only({ name: "small", maxDatabases: 4 }, { name: "large", maxDatabases: 12 });
    for (let n = 0; n < 8; n++) await register();
    expect(await counts()).toEqual({ small: 2, large: 6 });
  });

  it("never goes beyond a server's capacity, however many come at once", async () => {
    await only({ name: "one", maxDatabases: 3 }, { name: "two", maxDatabases: 2 });
    const before = await master.$count(companies);
    const all = await Promise.allSettled(Array.from({ length: 9 }, () => register()));
    expect(await counts()).toEqual({ one: 3, two: 2 });
    const refused = all.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused.filter((error) => isEngineError(error, "NoPlace"))).toHaveLength(4);
    // Of whom no place was found there is nothing at all.
    expect((await master.$count(companies)) - before).toBe(5);
  });

  it("counts what is removed no more, and what is on its way already", async () => {
    await only({ name: "one", maxDatabases: 1 });
    await register();
    await expect(where()).rejects.toMatchObject({ code: "NoPlace" });
    await write(master, started.actor, (tx) => tx.update(tenantDatabases).set({ state: "removed" }));
    expect(await where()).toBe("one");
  });

  it("passes by servers that are being emptied, closed, full, elsewhere, not allowed or not working, and says so", async () => {
    await only(
      { name: "draining", drainingAt: 1, region: "baku" },
      { name: "closed", acceptsNew: false, region: "baku" },
      { name: "full", maxDatabases: 0, region: "baku" },
      { name: "elsewhere", region: "ganja" },
      { name: "tiny", region: "baku" },
      { name: "down", region: "baku" },
      { name: "source", region: "baku" },
    );
    const wish: PlacementWish = {
      region: "baku",
      except: ["source"],
      accepts: ({ name }) => name !== "tiny",
      unreachable: new Map([["down", "does not work: it cannot be reached"]]),
    };
    const refusal = await where(wish).catch((error) => error);
    expect(refusal).toMatchObject({
      code: "NoPlace",
      detail: {
        draining: "is being emptied",
        closed: "takes no new databases",
        full: "is full (0 of 0)",
        elsewhere: "is not in baku",
        tiny: "is not allowed for it",
        down: "does not work: it cannot be reached",
        source: "is where it comes from",
      },
    });
    expect(refusal.message).toContain("; full is full (0 of 0); ");
    expect(await where({ ...wish, except: [] })).toBe("source");
  });

  it("goes where somebody says, also where none goes by itself, but not where it cannot be", async () => {
    await only({ name: "closed", acceptsNew: false }, { name: "open" }, { name: "draining", drainingAt: 1 });
    expect(await where({ serverId: "closed" })).toBe("closed");
    await expect(where({ serverId: "draining" })).rejects.toMatchObject({ code: "NoPlace" });
    await expect(where({ serverId: "nowhere" })).rejects.toMatchObject({ code: "NoPlace" });
  });

  it("has no place while no server is registered", async () => {
    await expect(where()).rejects.toMatchObject({
      code: "NoPlace",
      message: "No database server can take another database: none is registered.",
    });
  });
});
