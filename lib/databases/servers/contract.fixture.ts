import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import type { Connection } from "../connection";
import { newestMigration } from "../migrations/files";
import type { TenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import type { TemplateContent } from "../template";
import { letsCompaniesWork } from "./contract-companies.fixture";
import type { DatabaseName, DatabaseServer } from "./database-server";

/** A server to be tried, and what differs between the kinds beside their capabilities. */
export interface Subject {
  readonly server: DatabaseServer;
  /** A key to create and open with; null where the kind knows none. */
  readonly key: string | null;
  /** Opens with the wrong key, or as somebody whom the server does not know. */
  readonly openWrongly: (name: DatabaseName) => Promise<Connection>;
  readonly stop: () => Promise<void>;
}

/** What the subject's databases must begin with beside their tables. */
export const contractContent: TemplateContent = {
  hash: "contract",
  fill: (tx) => tx.insert(counters).values({ name: "filled", value: 1 }),
};

const range = { oldest: newestMigration("tenant"), newest: newestMigration("tenant") };

/** What the engine relies on, whatever the kind of server. */
export function keepsTheContract(kind: string, start: () => Promise<Subject>): void {
  describe(`a server of the kind ${kind}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject.stop());

    const newName = (generation = 1): DatabaseName => ({ databaseId: newId(), generation });
    const open = (name: DatabaseName) => subject.server.open(name, subject.key);

    async function created(name = newName()): Promise<DatabaseName> {
      await subject.server.create(name, subject.key);
      return name;
    }

    describe("keeps databases", () => {
      it("that are there once they are created, with their tables and what they begin with", async () => {
        const name = newName();
        expect(await subject.server.exists(name)).toBe(false);
        await created(name);
        expect(await subject.server.exists(name)).toBe(true);
        const connection = await open(name);
        const filled = await connection.reader.execute("SELECT name, value FROM counters");
        expect(filled.rows.map((row) => [row.name, row.value])).toEqual([["filled", 1]]);
        const ref = { ...name, companyId: "", epoch: 1, keyId: null } as TenantRef;
        expect(await verifySchema(connection.reader, range, ref)).toBe(newestMigration("tenant"));
        connection.close();
      });

      it("that are made anew when an earlier attempt is repeated", async () => {
        const name = await created();
        const first = await open(name);
        await first.writer.execute("INSERT INTO counters (name, value) VALUES ('first', 1)");
        first.close();
        await created(name);
        const second = await open(name);
        expect((await second.reader.execute("SELECT name FROM counters")).rows).toHaveLength(1);
        second.close();
      });

      it("that begin with nothing at all when rows are to be copied into them", async () => {
        const name = await created();
        await subject.server.createEmpty(name, subject.key);
        const connection = await open(name);
        const tables = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'libsql%'";
        expect((await connection.reader.execute(tables)).rows).toEqual([]);
        await connection.writer.execute("CREATE TABLE first (x)");
        connection.close();
        await subject.server.drop(name);
      });

      it("that it never makes by opening", async () => {
        const name = newName();
        await expect(open(name)).rejects.toMatchObject({ name: "EngineError", code: "DatabaseMissing" });
        expect(await subject.server.exists(name)).toBe(false);
      });

      it("that are gone once they are dropped, and may be dropped twice", async () => {
        const name = await created();
        await subject.server.drop(name);
        expect(await subject.server.exists(name)).toBe(false);
        await expect(open(name)).rejects.toMatchObject({ code: "DatabaseMissing" });
        await subject.server.drop(name);
        await subject.server.drop(newName());
      });

      it("of which each generation is another", async () => {
        const name = await created();
        const next = await created({ ...name, generation: 2 });
        await subject.server.drop(name);
        expect(await subject.server.exists(next)).toBe(true);
        await expect(open(name)).rejects.toMatchObject({ code: "DatabaseMissing" });
        (await open(next)).close();
      });

      it("that can be opened again and again, by several at once", async () => {
        const name = await created();
        const [one, two] = await Promise.all([open(name), open(name)]);
        await one.writer.execute("UPDATE counters SET value = 2");
        one.close();
        expect((await two.reader.execute("SELECT value FROM counters")).rows[0]?.value).toBe(2);
        two.close();
        const again = await open(name);
        expect((await again.reader.execute("SELECT value FROM counters")).rows[0]?.value).toBe(2);
        again.close();
      });

      it("whose size and list it tells as far as it can", async () => {
        const name = await created();
        expect(await subject.server.size(name)).toBeGreaterThan(10_000);
        expect(await subject.server.size(newName())).toBeNull();
        if (subject.server.capabilities.list) expect(await subject.server.list()).toContainEqual(name);
        else await expect(subject.server.list()).rejects.toMatchObject({ code: "NotSupported" });
        expect(subject.server.where(name)).toContain(name.databaseId);
      });

      it("and tells how it is", async () => {
        await created();
        const health = await subject.server.health();
        expect(health).toEqual({ latencyMs: expect.any(Number), version: health.version, problem: null });
      });

      it("and refuses who has no right to them", async () => {
        const name = await created();
        await expect(subject.openWrongly(name)).rejects.toMatchObject({ code: "WrongKey" });
      });

      it("under keys of their own, or under none at all", async () => {
        if (subject.server.capabilities.encryption) {
          expect(subject.key).not.toBeNull();
          return;
        }
        const refusal = { code: "NotSupported" };
        await expect(subject.server.create(newName(), "0".repeat(64))).rejects.toMatchObject(refusal);
        const name = await created();
        await expect(subject.server.open(name, "0".repeat(64))).rejects.toMatchObject(refusal);
      });
    });

    letsCompaniesWork(() => subject);
  });
}
