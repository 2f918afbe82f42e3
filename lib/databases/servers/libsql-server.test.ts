import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { LibsqlServer } from "./libsql-server";
import { namespaceFetch } from "./libsql-server-access";
import { namespaceClient } from "./libsql-server-client";

let sqld: Sqld;
beforeAll(async () => {
  sqld = await startSqld({ maxActiveNamespaces: 4 });
});
afterAll(() => sqld.stop());

const serverAt = (
  { url, adminUrl, signingKey }: Pick<Sqld, "url" | "signingKey"> & { adminUrl: string | null },
  made = { count: 0 },
) =>
  new LibsqlServer(
    { id: "test", kind: "libsql-server", url, adminUrl },
    {
      signingKey: () => signingKey,
      adminAuthKey: null,
      template: async () => ({
        name: "numbers",
        build: async (client) => {
          made.count++;
          await client.execute("CREATE TABLE t (n INTEGER)");
        },
      }),
    },
  );

async function drop(namespace: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${sqld.adminUrl}/v1/namespaces/${namespace}`, { method: "DELETE", headers, body: "{}" });
}

const newName = () => ({ databaseId: newId(), generation: 1 });

async function ask(namespace: string, path = ""): Promise<number> {
  return (await fetch(`${sqld.adminUrl}/v1/namespaces/${namespace}${path}`)).status;
}

describe("namespaces of a libSQL server", () => {
  it("are named after database and generation, and made so that commits are on disk", async () => {
    const server = serverAt(sqld);
    const name = newName();
    await server.create(name, null);
    expect(await ask(`${name.databaseId}-1`, "/config")).toBe(200);
    expect(server.where(name)).toBe(`${sqld.url}/${name.databaseId}-1`);
    const connection = await server.open(name, null);
    const { rows } = await connection.writer.execute("PRAGMA synchronous");
    expect(Number(rows[0]?.synchronous)).toBe(2);
    connection.close();
  });

  it.each(["../../../etc", "a/b", "a%2Fb", "A", "", "a b", "x".repeat(64)])(
    "never reach the server under a name that could be a path: %j",
    async (databaseId) => {
      const server = serverAt(sqld);
      const name = { databaseId, generation: 1 };
      const refusal = { code: "NotSupported" };
      await expect(server.create(name, null)).rejects.toMatchObject(refusal);
      await expect(server.open(name, null)).rejects.toMatchObject(refusal);
      await expect(server.exists(name)).rejects.toMatchObject(refusal);
      await expect(server.drop(name)).rejects.toMatchObject(refusal);
    },
  );

  it("are refused when somebody made them without durable commits", async () => {
    const name = newName();
    await fetch(`${sqld.adminUrl}/v1/namespaces/${name.databaseId}-1/create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    await expect(serverAt(sqld).open(name, null)).rejects.toMatchObject({ code: "NotSupported" });
  });

  it("cannot be reached with the token of another", async () => {
    const server = serverAt(sqld);
    const name = newName();
    await server.create(name, null);
    const wanted = Buffer.from(`${name.databaseId}-1`).toString("base64").replace(/=+$/, "");
    const token = await new SignJWT({ p: { rw: { ns: ["another"] } } })
      .setProtectedHeader({ alg: "EdDSA" })
      .setExpirationTime("1m")
      .sign(sqld.signingKey);
    const headers = { "x-namespace-bin": wanted, authorization: `Bearer ${token}` };
    const answer = await fetch(`${sqld.url}/v2/pipeline`, {
      method: "POST",
      headers,
      body: '{"requests":[]}',
    });
    expect(answer.ok).toBe(false);
    const { signingKey } = sqld;
    const rightly = namespaceFetch({
      namespace: `${name.databaseId}-1`,
      permission: "ro",
      signingKey: () => signingKey,
    });
    const allowed = await rightly(
      new Request(`${sqld.url}/v2/pipeline`, { method: "POST", body: '{"requests":[]}' }),
    );
    expect(allowed.ok).toBe(true);
  });

  it("all answer, though the server keeps fewer in memory than are in use", async () => {
    const server = serverAt(sqld);
    const names = Array.from({ length: 10 }, newName);
    for (const name of names) await server.create(name, null);
    const opened = await Promise.all(names.map((name) => server.open(name, null)));
    await Promise.all(
      Array.from({ length: 50 }, async (_, step) => {
        const connection = opened[(step * 7) % opened.length];
        await connection?.queue.run(() => connection.writer.execute("INSERT INTO t VALUES (1)"));
        await connection?.reader.execute("SELECT count(*) FROM t");
      }),
    );
    const counts = [];
    for (const { reader } of opened) {
      counts.push(Number((await reader.execute("SELECT count(*) AS n FROM t")).rows[0]?.n));
    }
    expect(counts).toEqual(names.map(() => 5));
    for (const connection of opened) connection.close();
  });

  it("are known to be missing without the administration too, only later", async () => {
    const { url, signingKey } = sqld;
    const server = serverAt({ url, signingKey, adminUrl: null });
    await expect(server.open(newName(), null)).rejects.toMatchObject({ code: "DatabaseMissing" });
    await expect(server.create(newName(), null)).rejects.toMatchObject({ code: "NotSupported" });
  });
});

describe("the template on a libSQL server", () => {
  const current = `template-numbers`;
  const open = (server: LibsqlServer, name: ReturnType<typeof newName>) => server.open(name, null);

  it("is made once, and again by whoever finds none or half of one", async () => {
    const made = { count: 0 };
    const counting = () => serverAt(sqld, made);
    await drop(current);
    const first = counting();
    await first.create(newName(), null);
    await first.create(newName(), null);
    await counting().create(newName(), null);
    expect(made.count).toBe(1);

    // As somebody left it who was killed over it: there, but without the mark that comes last.
    const signingKey = () => sqld.signingKey;
    const template = namespaceClient(sqld.url, { namespace: current, permission: "rw", signingKey });
    await template.execute("PRAGMA user_version = 0");
    await template.execute("DROP TABLE t");
    template.close();
    const name = newName();
    const other = counting();
    await other.create(name, null);
    expect(made.count).toBe(2);
    const connection = await open(other, name);
    expect((await connection.reader.execute("SELECT count(*) AS n FROM t")).rows[0]?.n).toBe(0);
    connection.close();
  });

  it("is made by several hosts at once, and leaves no draft behind", async () => {
    const made = { count: 0 };
    await drop(current);
    const names = [newName(), newName(), newName()];
    await Promise.all(names.map((name) => serverAt(sqld, made).create(name, null)));
    for (const name of names) {
      const connection = await open(serverAt(sqld), name);
      expect((await connection.reader.execute("SELECT count(*) AS n FROM t")).rows[0]?.n).toBe(0);
      connection.close();
    }
    const metrics = await (await fetch(`${sqld.adminUrl}/metrics`)).text();
    const drafts = new Set(
      [...metrics.matchAll(/namespace="(template-numbers-\w+)"/g)].map((match) => match[1]),
    );
    expect(drafts.size).toBeGreaterThanOrEqual(made.count);
    for (const draft of drafts) expect(await ask(draft ?? "", "/config")).toBe(404);
  });

  it("is made again when somebody removed it while we ran", async () => {
    const server = serverAt(sqld);
    await server.create(newName(), null);
    await drop(current);
    const name = newName();
    await server.create(name, null);
    (await open(server, name)).close();
  });
});

describe("a transaction on a libSQL server", () => {
  it("that keeps another writer waiting for five seconds is ended, says so, and has written nothing", async () => {
    const server = serverAt(sqld);
    const name = newName();
    await server.create(name, null);
    const [slow, other] = await Promise.all([server.open(name, null), server.open(name, null)]);
    const transaction = await slow.writer.transaction("write");
    await transaction.execute("INSERT INTO t VALUES (1)");
    await other.writer.execute("INSERT INTO t VALUES (2)");
    await expect(transaction.commit()).rejects.toMatchObject({ code: "TransactionExpired" });
    await transaction.rollback();
    expect((await slow.reader.execute("SELECT n FROM t")).rows.map((row) => row.n)).toEqual([2]);
    slow.close();
    other.close();
  });

  it("fails with what SQLite said, and its rollback hides nothing", async () => {
    const server = serverAt(sqld);
    const name = newName();
    await server.create(name, null);
    const { writer } = await server.open(name, null);
    await writer.execute("CREATE UNIQUE INDEX one_n ON t (n)");
    const transaction = await writer.transaction("write");
    await transaction.execute("INSERT INTO t VALUES (1)");
    const again = transaction.execute("INSERT INTO t VALUES (1)");
    await expect(again).rejects.toMatchObject({ code: "SQLITE_CONSTRAINT" });
    await transaction.rollback();
    expect((await writer.execute("SELECT n FROM t")).rows).toHaveLength(0);
    writer.close();
  });
});

describe("a libSQL server that is down", () => {
  it("is told apart from a database that is missing", async () => {
    const own = await startSqld();
    const server = serverAt(own);
    const name = newName();
    await server.create(name, null);
    const connection = await server.open(name, null);
    await own.stop();
    const failure = { name: "EngineError", code: "ServerFailed" };
    await expect(connection.reader.execute("SELECT 1")).rejects.toMatchObject(failure);
    await expect(
      connection.writer.transaction("write").then((tx) => tx.execute("SELECT 1")),
    ).rejects.toMatchObject(failure);
    await expect(server.open(name, null)).rejects.toMatchObject(failure);
    await expect(server.create(newName(), null)).rejects.toMatchObject(failure);
    await expect(server.drop(name)).rejects.toMatchObject(failure);
    await expect(server.size(name)).rejects.toMatchObject(failure);
    expect(await server.health()).toEqual({
      latencyMs: null,
      version: null,
      problem: { code: "ServerFailed", message: expect.any(String) },
    });
    connection.close();
  });
});
