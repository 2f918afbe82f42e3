import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { doctors } from "@/drizzle/tenant/schema";
import { idleState } from "@/lib/actions/action-state";
import { openCompanyToWrite } from "@/lib/auth/require-company";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { form, insertReference, now } from "@/lib/company/doctors/doctors.fixture";
import { write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";
import { companyContext, readOnly } from "@/lib/testing/company-context";
import { moveDoctorsAction } from "./actions";

vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("@/lib/auth/require-company", () => ({ openCompanyToWrite: vi.fn() }));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code }: { code: string }) => ({ status: "error", code }),
}));

let tenant: Awaited<ReturnType<typeof testTenant>>;
let id: string;
beforeAll(async () => {
  tenant = await testTenant();
  const { db, actor } = tenant;
  const reference = await insertReference(db, actor);
  ({ id } = await write(db, actor, (tx) => addDoctor(tx, form(reference, {}), { limit: null, now })));
});
afterAll(() => tenant.dispose());

async function move(to: "archive" | "list", blocksCreation: boolean) {
  const context = companyContext(tenant, blocksCreation ? { subscription: readOnly } : {});
  vi.mocked(openCompanyToWrite).mockResolvedValue(context);
  const data = new FormData();
  for (const [name, value] of Object.entries({ companyId: "company-a", to, ids: id })) data.set(name, value);
  const state = await moveDoctorsAction(idleState, data);
  return state.status === "error" ? state.code : state.status;
}
const listed = () => tenant.db.$count(doctors, isNull(doctors.archivedAt));

it("takes doctors out of the list while the subscription is read-only, but none back into it", async () => {
  expect([await move("archive", true), await listed()]).toEqual(["ok", 0]);
  expect([await move("list", true), await listed()]).toEqual(["subscriptionReadOnly", 0]);
  expect([await move("list", false), await listed()]).toEqual(["ok", 1]);
});
