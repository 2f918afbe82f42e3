import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/domain/id";
import { startTursoApi, type TursoApi } from "@/lib/testing/turso-api";
import { json } from "@/lib/testing/turso-organization";
import type { Connection } from "../connection";
import type { DatabaseName } from "./database-server";
import type { TursoServer } from "./turso";
import { tursoAt } from "./turso.fixture";

let api: TursoApi;
let server: TursoServer;
let name: DatabaseName;
let connection: Connection;
let skippedMs = 0;

beforeAll(async () => {
  api = await startTursoApi();
  api.organization.unservedAtFirst = 0;
});
afterAll(() => api.stop());
beforeEach(async () => {
  skippedMs = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + skippedMs);
  api.faults.length = 0;
  server = tursoAt(api, { tokenLifetime: 60 });
  name = { databaseId: newId(), generation: 1 };
  await server.create(name, null);
  connection = await server.open(name, null);
  await connection.reader.execute("SELECT 1");
  api.requests.length = 0;
});
afterEach(() => {
  connection.close();
  vi.restoreAllMocks();
});

const made = () => api.requests.filter(({ line }) => line.includes("/auth/tokens")).map(({ line }) => line);
const minutes = 60_000;

describe("tokens of a database at Turso", () => {
  it("are for this database alone, for an hour, and who only reads has none that writes", async () => {
    const opened = await tursoAt(api).open(name, null);
    const token = (authorization: string) =>
      expect.stringMatching(
        new RegExp(`/${name.databaseId}-1/auth/tokens\\?expiration=60m&authorization=${authorization}$`),
      );
    expect(made()).toEqual([token("read-only")]);
    await expect(opened.reader.execute("INSERT INTO t VALUES (2)")).rejects.toThrow();
    await opened.writer.execute("INSERT INTO t VALUES (2)");
    expect(made()).toEqual([token("read-only"), token("full-access")]);
    opened.close();
  });

  it("are asked for once, however many ask, and serve every connection of this process", async () => {
    const fresh = tursoAt(api);
    const opened = await Promise.all([1, 2, 3].map(() => fresh.open(name, null)));
    await Promise.all(opened.map(({ reader }) => reader.execute("SELECT 1")));
    expect(made()).toHaveLength(1);
    for (const each of opened) each.close();
  });

  it("are renewed before they end, while the old one still serves", async () => {
    skippedMs = 29 * minutes;
    await connection.reader.execute("SELECT 1");
    expect(made()).toEqual([]);
    skippedMs = 31 * minutes;
    await connection.reader.execute("SELECT 1");
    await vi.waitFor(() => expect(made()).toHaveLength(1));
    await connection.reader.execute("SELECT 1");
    expect(made()).toHaveLength(1);
  });

  it("serve on when they cannot be renewed, until their end", async () => {
    api.faults.push({ when: /auth\/tokens/, times: 999, answer: json(500, { error: "down" }) });
    skippedMs = 45 * minutes;
    expect((await connection.reader.execute("SELECT n FROM t")).rows).toHaveLength(1);
    skippedMs = 61 * minutes;
    await expect(connection.reader.execute("SELECT 1")).rejects.toMatchObject({ code: "ServerFailed" });
    api.faults.length = 0;
    expect((await connection.reader.execute("SELECT n FROM t")).rows).toHaveLength(1);
  });

  it("are replaced at once when the database refuses them, within a transaction too", async () => {
    const transaction = await connection.writer.transaction("write");
    await transaction.execute("INSERT INTO t VALUES (2)");
    await tursoAt(api).revokeTokens();
    await transaction.execute("INSERT INTO t VALUES (3)");
    await transaction.commit();
    const { rows } = await connection.reader.execute("SELECT n FROM t ORDER BY n");
    expect(rows.map((row) => row.n)).toEqual([1, 2, 3]);
    expect(made()).toHaveLength(2);
  });

  it("are given up when new ones are refused as well", async () => {
    api.faults.push({ when: /^POST \/db\//, times: 999, answer: { status: 401, body: "no" } });
    await expect(connection.reader.execute("SELECT 1")).rejects.toMatchObject({ code: "WrongKey" });
    expect(made()).toHaveLength(1);
  });

  it("are forgotten when they are revoked from here", async () => {
    await server.revokeTokens();
    api.requests.length = 0;
    await connection.reader.execute("SELECT 1");
    expect(api.requests.map(({ line }) => line.split(" ")[1]?.split("/")[1])).toEqual(["v1", "db"]);
  });

  it("go to the host of the database and to no other, whatever it answers", async () => {
    const headers = { location: `${api.url}/elsewhere` };
    api.faults.push({ when: /^POST \/db\//, answer: { status: 307, headers, body: "" } });
    await expect(connection.reader.execute("SELECT 1")).rejects.toMatchObject({ code: "ServerFailed" });
    expect(api.requests.filter(({ line }) => line.includes("elsewhere"))).toEqual([]);
  });
});
