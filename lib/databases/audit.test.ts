import { asc } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents } from "@/drizzle/tenant/schema";
import { testTenant } from "@/lib/testing";
import { chainStart, eventHash, recordAudit } from "./audit";
import { write } from "./write";

let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeEach(async () => {
  tenant = await testTenant();
});
afterEach(() => tenant.dispose());

async function brokenLinks(): Promise<number[]> {
  const events = await tenant.db.select().from(auditEvents).orderBy(asc(auditEvents.seq));
  const broken: number[] = [];
  let previous = chainStart;
  for (const { hash, ...event } of events) {
    if (event.previousHash !== previous || eventHash(event, null) !== hash) broken.push(event.seq);
    previous = hash;
  }
  return broken;
}

it.each([
  ["plain", "Aysel"],
  ["what SQLite holds only in part", "Ay\u0000sel"],
  ["half a surrogate pair", "Aysel \ud83d"],
  ["a whole one", "Aysel 😀"],
])("keeps a chain that fits what is read again: %s", async (_, text) => {
  const actor = { ...tenant.actor, name: text, requestId: text };
  await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      write(tenant.db, actor, (tx) =>
        recordAudit(tx, {
          action: "doctor.edited",
          subject: { type: "doctor", id: String(index), label: text },
          changes: { name: [text, index] },
        }),
      ),
    ),
  );
  expect(await tenant.db.$count(auditEvents)).toBeGreaterThanOrEqual(5);
  expect(await brokenLinks()).toEqual([]);
});
