import { expect, it } from "vitest";
import { resultInWords } from "./result-in-words";

const counts = { error: 1, warning: 0, note: 0 };
const of = { counts, findings: [], steps: [], stepCount: 0, plan: null };
const examined = {
  examined: 3,
  healthy: 2,
  companies: [{ id: "c", slug: "c", sandbox: false, ...of }],
  elsewhere: [],
  elsewherePlan: null,
};
const repaired = {
  outcome: "changed",
  error: null,
  generation: null,
  quarantined: 0,
  steps: [],
  company: null,
  elsewhere: null,
};

it("what the doctor found or did is said in words and leads to its page", () => {
  const doctor = "/master-admin/fleet/doctor";
  const say = (kind: string, companyId: string | null, result: unknown) =>
    resultInWords({ kind, companyId, result });
  expect(say("fleet.examine", null, examined)).toEqual({ examined: 3, ill: 1, href: doctor });
  expect(say("fleet.examine", "c", examined)).toMatchObject({ href: `${doctor}/c` });
  expect(say("fleet.repair", "c", repaired)).toEqual({ outcome: "changed", href: `${doctor}/c` });
  expect(say("fleet.repair", null, repaired)).toMatchObject({ href: `${doctor}/elsewhere` });
});

it("what another version kept, and other jobs, show what they kept", () => {
  expect(resultInWords({ kind: "fleet.examine", companyId: null, result: { seen: 3 } })).toBeNull();
  expect(resultInWords({ kind: "fleet.back-up", companyId: null, result: examined })).toBeNull();
});
