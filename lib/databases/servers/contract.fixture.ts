import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, counters, members } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import type { Connection } from "../connection";
import { engineErrorOf, sqliteCode } from "../errors";
import { tenantHandle } from "../handle-state";
import type { Actor, TenantDb } from "../handles";
import { verifyIdentity, writeIdentity } from "../identity";
import { newestMigration } from "../migrations/files";
import { OpenDatabase } from "../open-database";
import type { TenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import type { TemplateContent } from "../template";
import { write } from "../write";
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

const actor: Actor = { id: null, name: "Test", address: null, requestId: null };
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

    /** A database of a company, behind the handle that the house reads and writes through. */
    async function company(): Promise<{ db: TenantDb; ref: TenantRef; open: OpenDatabase }> {
      const name = await created();
      const server = { id: "subject", kind: subject.server.kind, url: "", adminUrl: null };
      const ref: TenantRef = { ...name, companyId: newId(), purpose: "main", epoch: 1, keyId: null, server };
      const connection = await open(name);
      await writeIdentity(connection.writer, { ...ref, fencedAt: null });
      connection.close();
      const opened = new OpenDatabase(async () => {
        const verified = await open(name);
        await verifyIdentity(verified.reader, ref);
        return verified;
      });
      const db = tenantHandle({ kind: "tenant", open: opened, ref, refresh: null, restriction: null });
      return { db, ref, open: opened };
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

    describe("lets a company's database", () => {
      it("be written in transactions, of which a failed one leaves nothing", async () => {
        const { db, open: opened } = await company();
        await write(db, actor, async (tx) => {
          await tx.insert(counters).values({ name: "kept", value: 1 });
          await tx.update(counters).set({ value: 2 });
        });
        const failing = write(db, actor, async (tx) => {
          await tx.insert(counters).values({ name: "lost", value: 1 });
          throw new Error("no");
        });
        await expect(failing).rejects.toThrow("no");
        const found = await db.select({ name: counters.name, value: counters.value }).from(counters);
        expect(found.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
          { name: "filled", value: 2 },
          { name: "kept", value: 2 },
        ]);
        await opened.close();
      });

      it("take 50 writes at once and lose none", async () => {
        const { db, open: opened } = await company();
        const writes = Array.from({ length: 50 }, () =>
          write(db, actor, (tx) => tx.update(counters).set({ value: sql`${counters.value} + 1` })),
        );
        await Promise.all(writes);
        expect(await db.select({ value: counters.value }).from(counters)).toEqual([{ value: 51 }]);
        await opened.close();
      });

      it("be read by what cannot write it", async () => {
        const { db, open: opened } = await company();
        const insertion = "INSERT INTO counters (name, value) VALUES ('x', 1)";
        await expect(db.all(sql.raw(insertion))).rejects.toThrow();
        await expect(opened.use(({ reader }) => reader.batch([insertion], "write"))).rejects.toThrow();
        expect(await db.$count(counters)).toBe(1);
        await opened.close();
      });

      it("not be seen from another's", async () => {
        const [one, two] = [await company(), await company()];
        await write(one.db, actor, (tx) => tx.insert(counters).values({ name: "one's", value: 1 }));
        expect(await one.db.$count(counters)).toBe(2);
        expect(await two.db.$count(counters)).toBe(1);
        await Promise.all([one.open.close(), two.open.close()]);
      });

      it("keep its foreign keys", async () => {
        const { db, open: opened } = await company();
        const dangling = sql`INSERT INTO organization (one, name, owner_id) VALUES (1, 'Clinic', 'nobody')`;
        const refused = await write(db, actor, (tx) => tx.run(dangling)).catch((error) => error);
        expect(sqliteCode(refused)).toMatch(/^SQLITE_CONSTRAINT/);
        await opened.close();
      });

      it("fire its triggers", async () => {
        const { db, open: opened } = await company();
        await write(db, actor, async (tx) => {
          await tx.insert(counters).values({ name: "old", value: 1, updatedAt: 0 });
          await tx.update(counters).set({ value: 2 }).where(sql`${counters.name} = 'old'`);
        });
        const [old] = await db.select().from(counters).where(sql`${counters.name} = 'old'`);
        expect(Number(old?.updatedAt)).toBeGreaterThan(0);
        const forging = write(db, actor, async (tx) => {
          await tx.run(sql`INSERT INTO audit_events (seq, id, at, actor_name, action, subject_type, subject_id, hash, previous_hash)
            VALUES (1, 'e', 1, 'A', 'a.done', 'a', '1', ${"1".repeat(64)}, ${"0".repeat(64)})`);
          await tx.delete(auditEvents);
        });
        expect(sqliteCode(await forging.catch((error) => error))).toMatch(/^SQLITE_CONSTRAINT/);
        await opened.close();
      });

      it("keep text as it is, in every alphabet", async () => {
        const { db, open: opened } = await company();
        const person = {
          id: newId(),
          firstName: "Gülşən Əli qızı",
          lastName: "Щукина 'or\" 1=1; --\n😀",
          email: "a@b.az",
        };
        await write(db, actor, (tx) => tx.insert(members).values(person));
        expect(await db.select().from(members)).toMatchObject([person]);
        await opened.close();
      });

      it("be opened only as the one it is", async () => {
        const { ref } = await company();
        const connection = await open(ref);
        const asAnother = verifyIdentity(connection.reader, { ...ref, companyId: newId() });
        await expect(asAnother).rejects.toMatchObject({ code: "WrongIdentity" });
        await expect(verifyIdentity(connection.reader, ref)).resolves.toBeUndefined();
        connection.close();
      });

      it("be kept from every writer by its server, and let them in again, where it can", async () => {
        const { db, ref, open: opened } = await company();
        const writing = () => write(db, actor, (tx) => tx.update(counters).set({ value: 7 }));
        if (!subject.server.capabilities.blocksWrites) {
          const refusal = { code: "NotSupported" };
          await expect(subject.server.blockWrites(ref, "test")).rejects.toMatchObject(refusal);
          await opened.close();
          return;
        }
        await subject.server.blockWrites(ref, "it is being moved");
        expect(engineErrorOf(await writing().catch((error) => error))).toMatchObject({ code: "Fenced" });
        expect(await db.select({ value: counters.value }).from(counters)).toEqual([{ value: 1 }]);
        await subject.server.blockWrites(ref, null);
        await writing();
        expect(await db.select({ value: counters.value }).from(counters)).toEqual([{ value: 7 }]);
        await opened.close();
        // Whatever else the server was told of it stays: it opens only with durable commits.
        (await open(ref)).close();
        await expect(subject.server.blockWrites(newName(), "test")).rejects.toMatchObject({
          code: "DatabaseMissing",
        });
      });

      it("refuse a writer that is no longer current", async () => {
        const { db, ref, open: opened } = await company();
        expect(await db.$count(counters)).toBe(1);
        const elsewhere = await open(ref);
        await elsewhere.writer.execute("UPDATE identity SET epoch = 2");
        elsewhere.close();
        const stale = await write(db, actor, (tx) => tx.delete(counters)).catch((error) => error);
        expect(engineErrorOf(stale)).toMatchObject({ code: "Moved" });
        expect(await db.$count(counters)).toBe(1);
        await opened.close();
      });
    });
  });
}
