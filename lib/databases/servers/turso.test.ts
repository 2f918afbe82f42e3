import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { startTursoApi, type TursoApi } from "@/lib/testing/turso-api";
import { json } from "@/lib/testing/turso-organization";
import type { DatabaseName } from "./database-server";
import { tursoAt } from "./turso.fixture";

let api: TursoApi;
beforeAll(async () => {
  api = await startTursoApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  api.faults.length = 0;
  api.requests.length = 0;
});

const newName = (): DatabaseName => ({ databaseId: newId(), generation: 1 });
const namesOf = ({ databaseId }: DatabaseName) =>
  [...api.organization.databases.keys()].filter((name) => name.includes(databaseId));
const creations = /^POST \/v1\/organizations\/acme\/databases$/;
const sent = (line: RegExp) => api.requests.filter((request) => line.test(request.line)).length;

async function rowsOf(name: DatabaseName): Promise<unknown[]> {
  const connection = await tursoAt(api).open(name, null);
  const { rows } = await connection.reader.execute("SELECT n FROM t");
  connection.close();
  return rows.map((row) => row.n);
}

describe("a database at Turso", () => {
  it("is named after database and generation, and told of without secrets", async () => {
    const server = tursoAt(api);
    const name = newName();
    await server.create(name, null);
    expect(namesOf(name)).toEqual([`${name.databaseId}-1`]);
    expect(server.where(name)).toBe(`${api.url}/v1/organizations/acme/databases/${name.databaseId}-1`);
  });

  it.each(["../../../etc", "a/b", "a%2Fb", "A", "", "a b", "x".repeat(63)])(
    "never reaches Turso under a name that is none: %j",
    async (databaseId) => {
      const server = tursoAt(api);
      const name = { databaseId, generation: 1 };
      const refusal = { code: "NotSupported" };
      await expect(server.create(name, null)).rejects.toMatchObject(refusal);
      await expect(server.open(name, null)).rejects.toMatchObject(refusal);
      await expect(server.exists(name)).rejects.toMatchObject(refusal);
      await expect(server.drop(name)).rejects.toMatchObject(refusal);
      await expect(server.size(name)).rejects.toMatchObject(refusal);
      expect(api.requests).toEqual([]);
    },
  );

  it("is made once, though the answer to its creation was lost", async () => {
    const server = tursoAt(api);
    await server.create(newName(), null);
    const name = newName();
    api.faults.push({ when: creations, executed: true, answer: null });
    await server.create(name, null);
    expect(namesOf(name)).toHaveLength(1);
    expect(await rowsOf(name)).toEqual([1]);
  });

  it("is made though Turso fails in passing, and not at once answers for what it made", async () => {
    const server = tursoAt(api);
    const name = newName();
    api.faults.push(
      { when: creations, answer: json(503, { error: "busy" }) },
      { when: /auth\/tokens/, answer: { status: 502, body: "<html>Bad gateway</html>" } },
      { when: /^POST \/db\//, answer: { status: 500, body: "" } },
    );
    await server.create(name, null);
    expect(await rowsOf(name)).toEqual([1]);
  });

  it("is not made as long as Turso keeps its name for one that was deleted", async () => {
    const server = tursoAt(api);
    await server.create(newName(), null);
    api.faults.push({ when: creations, times: 99, answer: json(409, { error: "already exists" }) });
    await expect(server.create(newName(), null)).rejects.toMatchObject({ code: "ServerFailed" });
    expect(sent(creations)).toBeLessThan(10);
  });

  it("is given up when Turso never serves it, which is not taken for a database that is missing", async () => {
    const server = tursoAt(api, { patience: { readyMs: 0 } });
    await tursoAt(api).create(newName(), null);
    api.faults.push({ when: /^POST \/db\/[0-9a-f]{8}-/, times: 99, answer: { status: 404, body: "" } });
    await expect(server.create(newName(), null)).rejects.toMatchObject({
      code: "ServerFailed",
      message: expect.stringContaining("does not serve it yet"),
    });
  });

  it("is only said to be gone by Turso itself, and of the organization that is ours", async () => {
    const server = tursoAt(api);
    const name = newName();
    await server.create(name, null);
    const page = { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found</h1>" };
    api.faults.push({ when: /acme\/databases\//, times: 99, answer: page });
    await expect(server.exists(name)).rejects.toMatchObject({
      code: "ServerFailed",
      detail: { status: 404 },
    });
    await expect(server.drop(name)).rejects.toMatchObject({ code: "ServerFailed" });
    const elsewhere = tursoAt(api, { organization: "acne" });
    const wrong = { code: "BadConfiguration", message: expect.stringContaining("TURSO_ORGANIZATION") };
    await expect(elsewhere.exists(name)).rejects.toMatchObject(wrong);
    await expect(elsewhere.open(name, null)).rejects.toMatchObject(wrong);
    await expect(elsewhere.drop(name)).rejects.toMatchObject(wrong);
    await expect(elsewhere.size(name)).rejects.toMatchObject(wrong);
  });

  it("that somebody else dropped is missing, not replaced", async () => {
    const [one, other] = [tursoAt(api), tursoAt(api)];
    const name = newName();
    await one.create(name, null);
    const connection = await one.open(name, null);
    await other.drop(name);
    await expect(connection.reader.execute("SELECT 1")).rejects.toMatchObject({ code: "DatabaseMissing" });
    connection.close();
    await expect(one.open(name, null)).rejects.toMatchObject({ code: "DatabaseMissing" });
    expect(await one.size(name)).toBeNull();
    expect(namesOf(name)).toEqual([]);
  });

  it("is listed when it is in the group and one of ours", async () => {
    api.organization.groups.set("other", { archived: false });
    const [server, elsewhere] = [tursoAt(api), tursoAt(api, { group: "other" })];
    const [name, foreign] = [newName(), newName()];
    await server.create(name, null);
    await elsewhere.create(foreign, null);
    expect(await elsewhere.list()).toEqual([foreign]);
    const listed = await server.list();
    expect(listed).toContainEqual(name);
    expect(listed).not.toContainEqual(foreign);
    expect(listed.every(({ databaseId }) => databaseId.length === 36)).toBe(true);
  });
});

describe("what Turso refuses", () => {
  it.each([
    [401, { error: "invalid token" }, "WrongKey"],
    [403, { error: "forbidden" }, "WrongKey"],
    [402, { error: "no subscription" }, "QuotaReached"],
    [403, { error: "maximum number of databases reached, upgrade your plan" }, "QuotaReached"],
    [400, { error: { message: "group not found" } }, "ServerFailed"],
    [500, "oops", "ServerFailed"],
  ])("with status %i for %j is told as what it is, and leaves nothing", async (status, body, code) => {
    const server = tursoAt(api);
    await server.create(newName(), null);
    const name = newName();
    api.faults.push({ when: creations, times: 99, answer: json(status, body) });
    const refused = await server.create(name, null).catch((error) => error);
    expect(refused).toMatchObject({ name: "EngineError", code, detail: { status } });
    expect(refused.message).not.toContain(api.apiToken);
    expect(namesOf(name)).toEqual([]);
  });

  it("since the plan is full is no reason to try again", async () => {
    const server = tursoAt(api);
    await server.create(newName(), null);
    api.organization.mostDatabases = 0;
    api.requests.length = 0;
    await expect(server.create(newName(), null)).rejects.toMatchObject({ code: "QuotaReached" });
    api.organization.mostDatabases = 1000;
    expect(sent(creations)).toBe(1);
  });
});

describe("a database that Turso blocks since more was used than is paid for", () => {
  it("says so to who reads and who writes, and still has the size that Turso knows", async () => {
    const server = tursoAt(api);
    const name = newName();
    await server.create(name, null);
    const connection = await server.open(name, null);
    expect(await server.size(name)).toBeGreaterThan(4096);
    await api.block(`${name.databaseId}-1`);
    const refusal = { code: "QuotaReached", message: expect.stringContaining("plan") };
    await expect(connection.reader.execute("SELECT n FROM t")).rejects.toMatchObject(refusal);
    await expect(connection.writer.execute("INSERT INTO t VALUES (2)")).rejects.toMatchObject(refusal);
    const transaction = connection.writer.transaction("write").then((tx) => tx.execute("DELETE FROM t"));
    await expect(transaction).rejects.toMatchObject(refusal);
    expect(await server.size(name)).toBe(4096);
    connection.close();
  });
});

describe("how Turso is", () => {
  it("is told before a server is relied on: token, group, and whether it is reached", async () => {
    expect(await tursoAt(api).health()).toMatchObject({ problem: null, latencyMs: expect.any(Number) });
    const missing = await tursoAt(api, { group: "none" }).health();
    expect(missing.problem).toMatchObject({
      code: "BadConfiguration",
      message: expect.stringContaining("none"),
    });
    api.organization.groups.set("asleep", { archived: true });
    const asleep = await tursoAt(api, { group: "asleep" }).health();
    expect(asleep.problem).toMatchObject({ code: "DatabaseUnavailable" });
    const stranger = await tursoAt(api, { apiToken: "somebody-else" }).health();
    expect(stranger.problem).toMatchObject({ code: "WrongKey" });
    const elsewhere = await tursoAt(api, { organization: "acne" }).health();
    expect(elsewhere.problem).toMatchObject({ code: "BadConfiguration" });
    api.faults.push({ when: /groups/, times: 99, answer: null });
    expect(await tursoAt(api).health()).toMatchObject({
      latencyMs: null,
      problem: { code: "ServerFailed", message: expect.stringContaining("cannot be reached") },
    });
    api.faults.length = 0;
    api.faults.push({ when: /groups/, times: 99, answer: "silence" });
    const patient = tursoAt(api, { patience: { requestMs: 60_000, healthMs: 100 } });
    expect(await patient.health()).toMatchObject({
      latencyMs: null,
      problem: { code: "ServerFailed", message: expect.stringContaining("in time") },
    });
  });
});
