import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { perform } from "../perform";
import { demo } from "./demo";
import { tenantsList } from "./tenants-list";
import { tenantsMigrate } from "./tenants-migrate";
import { tenantsSandbox } from "./tenants-sandbox";
import { tenantsUsage } from "./tenants-usage";

const dataDir = mkdtempSync(join(tmpdir(), "medadmin-sandbox-"));
const watch = { onStep: () => {}, signal: new AbortController().signal };

async function sandbox(input: object, steps: string[] = []) {
  const onStep = ({ text }: { text: string }) => steps.push(text);
  const { data } = await perform(tenantsSandbox, input, "tester", { ...watch, onStep });
  return { shown: tenantsSandbox.show(data), confirm: tenantsSandbox.confirm(data), data };
}
const refused = (input: object) =>
  sandbox(input).then(
    () => "done",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

let company = "";
let basic = "";
beforeAll(async () => {
  process.env.DATA_DIR = dataDir;
  await perform(demo, {}, "tester", watch);
  const { data } = await perform(tenantsList, {}, "tester", watch);
  const listed =
    (data as { companies?: { slug: string; plan: string }[] }).companies ??
    (data as { slug: string; plan: string }[]);
  company = listed.find(({ plan }) => plan === "Professional")?.slug ?? "";
  basic = listed.find(({ plan }) => plan === "Basic")?.slug ?? "";
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("tenants sandbox", () => {
  it("says that there is none, makes one step by step, and says what it is", async () => {
    expect((await sandbox({ company })).shown).toBe(`Sandbox of ${company}\n   There is none.`);
    const steps: string[] = [];
    const { shown } = await sandbox({ company, make: true }, steps);
    expect(steps.at(0)).toBe(`${company}: keyed`);
    expect(steps.at(-1)).toBe(`${company}: published`);
    expect(shown).toContain(`${company}: made a sandbox.`);
    expect(shown).toContain("People's data: replaced");
    expect(shown).toContain("by Operator (tester)");
    expect(await refused({ company, make: true })).toContain("sandboxExists");
  });

  it("is no second company: in the list, in what is used, but among the databases that are migrated", async () => {
    const { data: list } = await perform(tenantsList, {}, "tester", watch);
    expect(JSON.stringify(list).split(`"slug":"${company}"`)).toHaveLength(2);
    const { data: usage } = await perform(tenantsUsage, {}, "tester", watch);
    expect(JSON.stringify(usage).split(`"slug":"${company}"`)).toHaveLength(2);
    const { data } = await perform(tenantsMigrate, {}, "tester", watch);
    expect(JSON.stringify(data)).toContain(`${company} (sandbox)`);
  });

  it("asks before anything in it is lost", async () => {
    const { confirm } = await sandbox({ company, reset: true });
    expect(confirm).toMatchObject({ input: { yes: true } });
    expect(confirm?.question).toContain(company);
    expect((await sandbox({ company, reset: true, yes: true })).shown).toContain("made the sandbox anew");
    expect((await sandbox({ company, discard: true })).confirm?.question).toContain("Discard the sandbox");
    expect((await sandbox({ company, discard: true, yes: true })).shown).toContain("There is none.");
  });

  it("refuses what goes against the plan, each other, or is not there", async () => {
    expect(await refused({ company: basic, make: true })).toContain("sandboxNotInPlan");
    expect(await refused({ company, discard: true, yes: true })).toContain("notFound");
    expect(await refused({ company: "nobody" })).toContain("notFound");
    expect(await refused({ company, make: true, reset: true })).toContain("does not go with");
    expect(await refused({ company, make: true, unmasked: "short" })).toContain("at least 10");
    expect(await refused({ company, reset: true, unmasked: "long enough a reason" })).toContain(
      "--make only",
    );
  });
});
