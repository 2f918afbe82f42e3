import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { startTursoApi, type TursoApi } from "@/lib/testing/turso-api";
import type { DatabaseName } from "./database-server";
import { smallTemplate, tursoAt } from "./turso.fixture";

let api: TursoApi;
beforeAll(async () => {
  api = await startTursoApi();
});
afterAll(() => api.stop());

const newName = (): DatabaseName => ({ databaseId: newId(), generation: 1 });

async function rowsOf(name: DatabaseName): Promise<unknown[]> {
  const connection = await tursoAt(api).open(name, null);
  const { rows } = await connection.reader.execute("SELECT n FROM t");
  connection.close();
  return rows.map((row) => row.n);
}

describe("the template of a group", () => {
  const templates = (name: string) =>
    [...api.organization.databases.keys()].filter((each) =>
      each.startsWith(`template-${name.slice(0, 12)}-`),
    );

  it("is made once, found by other hosts, and another one when its content is another", async () => {
    const one = tursoAt(api, { template: smallTemplate("aaaaaaaaaaaaaaaa") });
    await one.create(newName(), null);
    const [template = ""] = templates("aaaaaaaaaaaaaaaa");
    const name = newName();
    await tursoAt(api, { template: smallTemplate("aaaaaaaaaaaaaaaa") }).create(name, null);
    expect(templates("aaaaaaaaaaaaaaaa")).toEqual([template]);
    expect(template).toMatch(/^[a-z0-9][a-z0-9-]{1,37}$/);
    await tursoAt(api, { template: smallTemplate("bbbbbbbbbbbbbbbb") }).create(newName(), null);
    expect(templates("bbbbbbbbbbbbbbbb")).toHaveLength(1);
    const connection = await tursoAt(api).open(name, null);
    const tables = await connection.reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
    expect(tables.rows.map((row) => row.name)).toEqual(["t"]);
    connection.close();
  });

  it("may be made by two hosts at once, and every database is whole", async () => {
    const hosts = [1, 2].map(() => tursoAt(api, { template: smallTemplate("cccccccccccccccc") }));
    const made = await Promise.all(
      hosts.map(async (host) => {
        const name = newName();
        await host.create(name, null);
        return name;
      }),
    );
    for (const name of made) expect(await rowsOf(name)).toEqual([1]);
    const third = newName();
    await tursoAt(api, { template: smallTemplate("cccccccccccccccc") }).create(third, null);
    expect(templates("cccccccccccccccc").length).toBeLessThanOrEqual(2);
  });

  it("is not taken when it is half made, and removed when nobody can be at it any more", async () => {
    const template = smallTemplate("dddddddddddddddd");
    const server = tursoAt(api, { template });
    const half = (at: number) => `template-dddddddddddd-${at.toString(36)}0000`;
    const [fresh, old] = [half(Date.now() - 60_000), half(Date.now() - 2 * 3600_000)];
    for (const name of [fresh, old]) {
      await api.organization.answer(
        "POST /v1/organizations/acme/databases",
        JSON.stringify({ name, group: "default" }),
      );
    }
    const name = newName();
    await server.create(name, null);
    expect(await rowsOf(name)).toEqual([1]);
    expect(templates("dddddddddddddddd")).toContain(fresh);
    expect(templates("dddddddddddddddd")).not.toContain(old);
    expect(templates("dddddddddddddddd")).toHaveLength(2);
  });

  it("that cannot be filled leaves nothing behind, and the next attempt begins anew", async () => {
    let isBroken = true;
    const whole = smallTemplate("eeeeeeeeeeeeeeee");
    const template = async () => ({
      name: "eeeeeeeeeeeeeeee",
      build: async (client: Parameters<Awaited<ReturnType<typeof whole>>["build"]>[0]) => {
        await (await whole()).build(client);
        if (isBroken) throw new Error("the catalogue is not there");
      },
    });
    const server = tursoAt(api, { template });
    await expect(server.create(newName(), null)).rejects.toThrow("the catalogue is not there");
    expect(templates("eeeeeeeeeeeeeeee")).toEqual([]);
    isBroken = false;
    const name = newName();
    await server.create(name, null);
    expect(await rowsOf(name)).toEqual([1]);
  });

  it("that somebody deleted is made anew", async () => {
    const server = tursoAt(api, { template: smallTemplate("ffffffffffffffff") });
    await server.create(newName(), null);
    const [template = ""] = templates("ffffffffffffffff");
    await api.organization.answer(`DELETE /v1/organizations/acme/databases/${template}`, "");
    const name = newName();
    await server.create(name, null);
    expect(await rowsOf(name)).toEqual([1]);
    expect(templates("ffffffffffffffff")).toHaveLength(1);
  });

  it("is copied again when a copy is of what it was before it was finished", async () => {
    const server = tursoAt(api);
    await server.create(newName(), null);
    api.organization.earlyCopies = 2;
    const name = newName();
    await server.create(name, null);
    expect(await rowsOf(name)).toEqual([1]);
    api.organization.earlyCopies = 99;
    await expect(server.create(newName(), null)).rejects.toMatchObject({
      code: "ServerFailed",
      message: expect.stringContaining("no copy of the template"),
    });
    api.organization.earlyCopies = 0;
  });
});
