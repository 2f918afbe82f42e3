import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEvents, counters, members } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { testActor } from "@/lib/testing/actor";
import { engineErrorOf, sqliteCode } from "../errors";
import { tenantHandle } from "../handle-state";
import type { TenantDb } from "../handles";
import { verifyIdentity, writeIdentity } from "../identity";
import { OpenDatabase } from "../open-database";
import type { TenantRef } from "../registry";
import { write } from "../write";
import type { Subject } from "./contract.fixture";
import type { DatabaseName } from "./database-server";

/** What a company relies on in its database, whatever the kind of server it is on. */
export function letsCompaniesWork(subject: () => Subject): void {
  const newName = (): DatabaseName => ({ databaseId: newId(), generation: 1 });
  const open = (name: DatabaseName) => subject().server.open(name, subject().key);

  /** A database of a company, behind the handle that the house reads and writes through. */
  async function company(): Promise<{ db: TenantDb; ref: TenantRef; open: OpenDatabase }> {
    const name = newName();
    await subject().server.create(name, subject().key);
    const server = { id: "subject", kind: subject().server.kind, url: "", adminUrl: null };
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

  describe("lets a company's database", () => {
    it("be written in transactions, of which a failed one leaves nothing", async () => {
      const { db, open: opened } = await company();
      await write(db, testActor, async (tx) => {
        await tx.insert(counters).values({ name: "kept", value: 1 });
        await tx.update(counters).set({ value: 2 });
      });
      const failing = write(db, testActor, async (tx) => {
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
        write(db, testActor, (tx) => tx.update(counters).set({ value: sql`${counters.value} + 1` })),
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
      await write(one.db, testActor, (tx) => tx.insert(counters).values({ name: "one's", value: 1 }));
      expect(await one.db.$count(counters)).toBe(2);
      expect(await two.db.$count(counters)).toBe(1);
      await Promise.all([one.open.close(), two.open.close()]);
    });

    it("keep its foreign keys", async () => {
      const { db, open: opened } = await company();
      const dangling = sql`INSERT INTO organization (one, name, owner_id) VALUES (1, 'Clinic', 'nobody')`;
      const refused = await write(db, testActor, (tx) => tx.run(dangling)).catch((error) => error);
      expect(sqliteCode(refused)).toMatch(/^SQLITE_CONSTRAINT/);
      await opened.close();
    });

    it("fire its triggers", async () => {
      const { db, open: opened } = await company();
      await write(db, testActor, async (tx) => {
        await tx.insert(counters).values({ name: "old", value: 1, updatedAt: 0 });
        await tx.update(counters).set({ value: 2 }).where(sql`${counters.name} = 'old'`);
      });
      const [old] = await db.select().from(counters).where(sql`${counters.name} = 'old'`);
      expect(Number(old?.updatedAt)).toBeGreaterThan(0);
      const forging = write(db, testActor, async (tx) => {
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
      await write(db, testActor, (tx) => tx.insert(members).values(person));
      expect(await db.select().from(members)).toMatchObject([person]);
      await opened.close();
    });

    it("be opened only as the one it is", async () => {
      const { ref } = await company();
      const connection = await open(ref);
      const asAnother = verifyIdentity(connection.reader, { ...ref, companyId: newId() });
      await expect(asAnother).rejects.toMatchObject({ code: "WrongIdentity" });
      const { generation, epoch } = ref;
      await expect(verifyIdentity(connection.reader, ref)).resolves.toMatchObject({ generation, epoch });
      connection.close();
    });

    it("be kept from every writer by its server, and let them in again, where it can", async () => {
      const { db, ref, open: opened } = await company();
      const writing = () => write(db, testActor, (tx) => tx.update(counters).set({ value: 7 }));
      if (!subject().server.capabilities.blocksWrites) {
        const refusal = { code: "NotSupported" };
        await expect(subject().server.blockWrites(ref, "test")).rejects.toMatchObject(refusal);
        await opened.close();
        return;
      }
      await subject().server.blockWrites(ref, "it is being moved");
      expect(engineErrorOf(await writing().catch((error) => error))).toMatchObject({ code: "Fenced" });
      expect(await db.select({ value: counters.value }).from(counters)).toEqual([{ value: 1 }]);
      await subject().server.blockWrites(ref, null);
      await writing();
      expect(await db.select({ value: counters.value }).from(counters)).toEqual([{ value: 7 }]);
      await opened.close();
      // Whatever else the server was told of it stays: it opens only with durable commits.
      (await open(ref)).close();
      await expect(subject().server.blockWrites(newName(), "test")).rejects.toMatchObject({
        code: "DatabaseMissing",
      });
    });

    it("refuse a writer that is no longer current", async () => {
      const { db, ref, open: opened } = await company();
      expect(await db.$count(counters)).toBe(1);
      const elsewhere = await open(ref);
      await elsewhere.writer.execute("UPDATE identity SET epoch = 2");
      elsewhere.close();
      const stale = await write(db, testActor, (tx) => tx.delete(counters)).catch((error) => error);
      expect(engineErrorOf(stale)).toMatchObject({ code: "Moved" });
      expect(await db.$count(counters)).toBe(1);
      await opened.close();
    });
  });
}
