import { eq, like } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { counters, submissions } from "@/drizzle/tenant/schema";
import type { CompanyContext } from "@/lib/auth/require-company";
import { EngineError, recordAudit } from "@/lib/databases";
import { StaleVersion } from "@/lib/domain/errors";
import { requiredText } from "@/lib/domain/text";
import { testTenant } from "@/lib/testing";
import { companyContext, readOnly } from "@/lib/testing/company-context";
import type { FormInput } from "./form-input";
import {
  type CompanyActionContext,
  type CompanyActionSpec,
  performCompanyAction,
} from "./perform-company-action";

const now = new Date("2026-11-21T09:00:00Z");
const schema = z.object({ name: requiredText(20) });

let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeEach(async () => {
  tenant = await testTenant();
});
afterEach(() => tenant.dispose());

const company = (given: Partial<CompanyContext> = {}) => companyContext(tenant, given);

/** Stands for any action that adds something: the table is the smallest there is. */
const addCounter = {
  permission: "reference.write",
  schema,
  creates: true,
  work: vi.fn(async ({ tx }: CompanyActionContext, { name }: { name: string }) => {
    await tx.insert(counters).values({ name, value: 1 });
    await recordAudit(tx, { action: "counter.added", subject: { type: "counter", id: name } });
    return { id: `${name} ${Math.random()}` };
  }),
} satisfies CompanyActionSpec<typeof schema, unknown>;

const form = (
  fields: Record<string, unknown> = { name: "Şəki" },
  given: Partial<FormInput> = {},
): FormInput => ({
  fields,
  values: {},
  companyId: "company-a",
  submissionKey: "key-1",
  ...given,
});
const perform = (
  input = form(),
  by = company(),
  spec: CompanyActionSpec<typeof schema, unknown> = addCounter,
) => performCompanyAction(by, spec, input, now);
const codeOf = async (outcome: ReturnType<typeof perform>) => {
  const found = await outcome;
  return "failed" in found ? found.failed.code : "done";
};
const count = () => tenant.db.$count(counters);

describe("an action of a company", () => {
  it("writes what the form says, and audits it in the same transaction", async () => {
    expect(await perform()).toEqual({ data: { id: expect.any(String) } });
    expect(await count()).toBe(1);
  });

  it("refuses a form that was rendered for another company, or for none, and writes nothing", async () => {
    addCounter.work.mockClear();
    for (const companyId of ["company-b", null]) {
      expect(await codeOf(perform(form(undefined, { companyId })))).toBe("companyMismatch");
    }
    expect(addCounter.work).not.toHaveBeenCalled();
    expect([await count(), await tenant.db.$count(submissions)]).toEqual([0, 0]);
  });

  it("refuses what the role does not allow", async () => {
    expect(await codeOf(perform(form(), company({ role: "staff" })))).toBe("forbidden");
    expect(await codeOf(perform(form(), company({ role: "manager" })))).toBe("done");
  });

  it("blocks what is new while the subscription is read-only, and only that", async () => {
    const by = company({ subscription: readOnly });
    expect(await codeOf(perform(form(), by))).toBe("subscriptionReadOnly");
    expect(await codeOf(perform(form(), by, { ...addCounter, creates: false }))).toBe("done");
  });

  it("names the field that is wrong", async () => {
    expect(await perform(form({ name: "x".repeat(21) }))).toMatchObject({
      failed: {
        code: "invalidInput",
        fields: { name: { message: "errors.tooLong", params: { maximum: 20 } } },
      },
    });
    expect(await perform(form({}))).toMatchObject({
      failed: { fields: { name: { message: "errors.required" } } },
    });
  });

  it("writes nothing when the work fails half-way, and passes on what people can act on", async () => {
    const spec: CompanyActionSpec<typeof schema, unknown> = {
      ...addCounter,
      work: async (context, input) => {
        await addCounter.work(context, input);
        throw new StaleVersion({ changedBy: "Nigar", changedAt: 1 });
      },
    };
    expect(await perform(form(), company(), spec)).toMatchObject({
      failed: { code: "staleVersion", params: { changedBy: "Nigar" } },
    });
    expect([await count(), await tenant.db.$count(submissions)]).toEqual([0, 0]);
  });

  it("asks to try again when the engine is busy or the database is being worked on", async () => {
    const failing = (code: "Busy" | "Fenced" | "SchemaOutOfRange") => ({
      ...addCounter,
      work: async () => {
        throw new EngineError(code, "no");
      },
    });
    expect(await codeOf(perform(form(), company(), failing("Busy")))).toBe("busy");
    expect(await codeOf(perform(form(), company(), failing("Fenced")))).toBe("unavailable");
    expect(await codeOf(perform(form(), company(), failing("SchemaOutOfRange")))).toBe("unavailable");
  });

  it("masks what nobody foresaw behind the request's reference", async () => {
    const secret = new Error("UNIQUE constraint failed: patients.fin 1A2B3C4");
    const spec = {
      ...addCounter,
      work: async () => {
        throw secret;
      },
    };
    const outcome = await perform(form(), company(), spec);
    expect(outcome).toMatchObject({
      failed: { code: "unexpected", params: { reference: "test" }, unexpected: secret },
    });
    expect(JSON.stringify(outcome)).not.toContain("1A2B3C4");
  });
});

describe("the same submission twice", () => {
  it("does its work once and gives the first result, also when both come at once", async () => {
    const [first, second] = await Promise.all([perform(), perform()]);
    expect(second).toEqual(first);
    expect(await perform()).toEqual(first);
    expect(await count()).toBe(1);
  });

  it("is a new one when the form stayed open and says something else", async () => {
    await perform();
    expect(await codeOf(perform(form({ name: "Quba" })))).toBe("done");
    expect(await count()).toBe(2);
  });

  it("is refused for another action or another person", async () => {
    await perform();
    const other = { ...addCounter, permission: "doctor.write" as const };
    expect(await codeOf(perform(form(), company(), other))).toBe("submissionReused");
    const actor = { ...tenant.actor, id: "somebody-else" };
    expect(await codeOf(perform(form(), company({ actor })))).toBe("submissionReused");
    expect(await count()).toBe(1);
  });

  it("tries again after a failure", async () => {
    const failing = {
      ...addCounter,
      work: async () => {
        throw new EngineError("Busy", "no");
      },
    };
    await perform(form(), company(), failing);
    expect(await codeOf(perform())).toBe("done");
  });

  it("is forgotten some time after a day", async () => {
    await perform();
    const [row] = await tenant.db
      .select()
      .from(submissions)
      .where(eq(submissions.actorId, tenant.actor.id ?? ""));
    expect(row).toMatchObject({ key: expect.stringMatching(/^key-1\./), createdAt: now.getTime() });
    const later = new Date(now.getTime() + 25 * 3_600_000);
    const add = (name: string) =>
      performCompanyAction(company(), addCounter, form({ name }, { submissionKey: name }), later);
    const kept = () => tenant.db.$count(submissions, like(submissions.key, "key-1.%"));
    // Which write clears up is decided by its content, so this ends soon and always at the same one.
    for (let i = 0; i < 400 && (await kept()) > 0; i++) await add(`r${i}`);
    expect(await kept()).toBe(0);
  });
});
