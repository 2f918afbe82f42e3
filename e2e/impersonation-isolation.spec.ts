import { expect, test } from "@playwright/test";
import { everythingIn, queryCompany } from "./support/command-line";
import { type FormPost, formPostsOf, post, postAsScript } from "./support/form-posts";
import { expireImpersonationsOf, queryMaster } from "./support/master-database";
import { newOperator, type Operator } from "./support/new-master-admin";
import { enterCompany } from "./support/platform";
import { filledIn, pagesOf, type Target, targetOf, workspaceOf } from "./support/target";

test.describe.configure({ mode: "serial", timeout: 240_000 });

/** What nobody does from inside a company they entered, not even with full access. */
const blocked = /^\/settings\/(members|plan|account|close|data|sandbox)|\/delete$/;

let company: Target;
let operator: Operator;
let entry: FormPost;
let forms: FormPost[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  company = await targetOf(browser, "entered");
  operator = await newOperator(browser);
  const found = await formPostsOf(browser, company.context, pagesOf(company));
  forms = found.filter(changesSomething);
  const [form] = await formPostsOf(browser, operator.context, [
    `/master-admin/companies/${company.companyId}/enter`,
  ]).then((all) => all.filter(({ fields }) => fields.some(([name]) => name === "reason")));
  if (!form) throw new Error("The company cannot be entered.");
  entry = form;
});
test.afterAll(() => Promise.all([company.context.close(), operator.context.close()]));

/** All but signing out and the switches of language and theme, which belong to the browser. */
function changesSomething({ action, fields }: FormPost): boolean {
  return (
    !/^\/(logout|exit-impersonation)$/.test(action) && !fields.some(([name]) => /^(locale|theme)$/.test(name))
  );
}

test("an impersonation to read cannot write by any form of the company, however it is sent", async ({
  baseURL,
}) => {
  await enterCompany(operator, entry, "read", baseURL ?? "");
  await expectNothingWritten(forms, baseURL ?? "", "read only");
  expect((await operator.context.request.get("/doctors")).status(), "still inside").toBe(200);
});

test("after its exit no form writes and no page opens", async ({ baseURL }) => {
  const exit = await operator.context.request.post("/exit-impersonation", { maxRedirects: 0 });
  expect(exit.status()).toBe(303);
  await expectNothingWritten(forms, baseURL ?? "", "after the exit");
  await expectNoPageOpens();
});

test("after its expiry no form writes and no page opens, though nobody left", async ({ baseURL }) => {
  await enterCompany(operator, entry, "full", baseURL ?? "");
  expect((await operator.context.request.get("/doctors")).status()).toBe(200);
  expect(expireImpersonationsOf(operator.id)).toBe(1);
  await expectNothingWritten(forms, baseURL ?? "", "after the expiry");
  await expectNoPageOpens();
});

test("with full access credentials, billing, members, bulk export and deletion stay closed", async ({
  baseURL,
}) => {
  await enterCompany(operator, entry, "full", baseURL ?? "");
  const closed = forms.filter((form) => blocked.test(form.page));
  for (const part of [
    "/settings/members",
    "/settings/plan",
    "/settings/account",
    "/settings/close",
    "/settings/data",
    "/settings/sandbox",
    "/delete",
  ])
    expect(
      closed.some((form) => form.page.includes(part)),
      part,
    ).toBe(true);
  await expectNothingWritten(closed, baseURL ?? "", "full access");
  const data = `/settings/data/${company.ids["settings/data"]}`;
  const routes = [
    "/doctors/export.csv",
    "/settings/audit/export.csv",
    "/settings/account",
    "/settings/close",
    data,
  ];
  for (const path of routes) expect((await operator.context.request.get(path)).status(), path).toBe(403);
});

test("what was refused to others works with full access, in the owner's name and the admin's", async ({
  baseURL,
}) => {
  const before = await stateOf();
  const open = forms.filter((form) => !blocked.test(form.page) && form.page.endsWith("/new"));
  expect(open.length).toBeGreaterThan(1);
  for (const [index, form] of open.entries())
    await post(operator.context.request, filledIn(form, company, `f${index}`), baseURL ?? "");
  expect(await stateOf()).not.toEqual(before);
  const added = await queryCompany(
    company.slug,
    "SELECT impersonator_id, actor_name FROM audit_events WHERE action LIKE '%.added' AND impersonator_id IS NOT NULL",
  );
  expect(added.length).toBeGreaterThan(1);
  for (const event of added)
    expect(event).toMatchObject({ impersonator_id: operator.id, actor_name: "Aysel Məmmədova" });
});

async function expectNothingWritten(tried: readonly FormPost[], origin: string, when: string): Promise<void> {
  expect(tried.length).toBeGreaterThan(4);
  const before = await stateOf();
  for (const [index, form] of tried.entries()) {
    const filled = filledIn(form, company, `i${index}`);
    for (const send of [post, postAsScript]) {
      const answer = await send(operator.context.request, filled, origin);
      expect(answer.status(), `${form.page} ${when}`).toBeLessThan(500);
    }
  }
  expect(await stateOf(), when).toEqual(before);
}

async function expectNoPageOpens(): Promise<void> {
  for (const { path } of workspaceOf(company)) {
    const answer = await operator.context.request.get(path, { maxRedirects: 0 });
    expect([303, 307], path).toContain(answer.status());
    expect(answer.headers().location, path).toMatch(/^\/(master-admin|workspace\/none)/);
  }
}

/** Every row of the company and what the platform knows of it; not the notes of who was inside, and when. */
async function stateOf(): Promise<unknown> {
  const people = "SELECT user_id FROM memberships WHERE company_id = ?";
  const of = (sql: string) => queryMaster(sql, company.companyId);
  return {
    rows: await everythingIn(company.slug),
    company: of("SELECT * FROM companies WHERE id = ?"),
    subscription: of("SELECT * FROM subscriptions WHERE company_id = ?"),
    exports: of("SELECT id, state FROM tenant_exports WHERE company_id = ?"),
    members: of("SELECT * FROM memberships WHERE company_id = ?"),
    passwords: of(`SELECT id, password_hash, email, username FROM users WHERE id IN (${people})`),
    sessions: of(`SELECT id FROM sessions WHERE user_id IN (${people})`),
    admin: queryMaster("SELECT password_hash, email, first_name FROM users WHERE id = ?", operator.id),
    adminsSessions: queryMaster("SELECT id FROM sessions WHERE user_id = ?", operator.id),
  };
}
