import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { memberships } from "@/drizzle/master/schema";
import { companyAccess } from "@/lib/auth/company-access";
import type { CompanyContext } from "@/lib/auth/require-company";
import { write } from "@/lib/databases";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { switchCompany } from "@/lib/master/sessions/switch-company";
import { testMaster, testTenant } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { checkCompanyForm } from "./perform-company-action";

const now = new Date("2026-11-21T09:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeEach(async () => {
  [master, tenant] = [await testMaster(), await testTenant()];
});
afterEach(() => {
  master.dispose();
  tenant.dispose();
});

it("a form that stayed open in another tab is refused after the browser went to another company", async () => {
  const a = await addTestMember(master.db, now, { username: "aysel" });
  const b = await addTestMember(master.db, now, { username: "nigar" });
  const user = { id: a.userId, username: a.username };
  const { id } = await write(master.db, master.actor, async (tx) => {
    await tx.insert(memberships).values({ userId: a.userId, companyId: b.companyId, role: "owner" });
    return startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
  });
  const sendFormOfA = async () => {
    const access = companyAccess((await findSession(master.db, id, now)) ?? null, now);
    if (typeof access === "string") throw new Error(access);
    const { database: _, ...member } = access;
    const company: CompanyContext = { ...member, db: tenant.db, actor: tenant.actor, locale: "az" };
    const form = { fields: {}, values: {}, companyId: a.companyId, submissionKey: "key" };
    return checkCompanyForm(company, { permission: "doctor.write", schema: z.object({}) }, form);
  };
  expect(await sendFormOfA()).toEqual({ input: {} });
  await write(master.db, master.actor, (tx) =>
    switchCompany(tx, { user, sessionId: id, companyId: b.companyId }, now),
  );
  expect(await sendFormOfA()).toMatchObject({ failed: { code: "companyMismatch" } });
});
