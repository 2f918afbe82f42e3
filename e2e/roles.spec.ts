import { expect, test } from "@playwright/test";
import { type FormPost, formPostsOf, ofCompany, post, sentAnew } from "./support/form-posts";
import { signInAs } from "./support/session";
import { filledIn, fingerprintsOf, isRoute, type Target, targetOf, workspaceOf } from "./support/target";

test.describe.configure({ mode: "serial" });

/** Addresses that answer 403; everything else is open. */
const closed = {
  admin: ["/settings/close", "/settings/data/[id]"],
  manager: [
    "/onboarding",
    "/settings/audit",
    "/settings/audit/export.csv",
    "/settings/close",
    "/settings/data/[id]",
    "/settings/members/[id]",
    "/settings/members/new",
  ],
  staff: [
    "/doctors/export.csv",
    "/onboarding",
    "/reference/[kind]/[id]/delete",
    "/reference/[kind]/[id]/edit",
    "/reference/[kind]/new",
    "/settings/audit",
    "/settings/audit/export.csv",
    "/settings/close",
    "/settings/data/[id]",
    "/settings/members",
    "/settings/members/[id]",
    "/settings/members/new",
  ],
  viewer: [
    "/doctors/[id]/edit",
    "/doctors/export.csv",
    "/doctors/new",
    "/onboarding",
    "/reference/[kind]/[id]/delete",
    "/reference/[kind]/[id]/edit",
    "/reference/[kind]/new",
    "/settings/audit",
    "/settings/audit/export.csv",
    "/settings/close",
    "/settings/data/[id]",
    "/settings/members",
    "/settings/members/[id]",
    "/settings/members/new",
  ],
} as const;

/** Pages whose forms nobody of this role may use, though they can see some of them. */
const refused = {
  admin: /^\/settings\/(close|data|sandbox)$/,
  manager: /^\/(onboarding|settings)/,
  staff: /^\/(onboarding|settings|reference)/,
  viewer: /./,
} as const;

let company: Target;
let forms: FormPost[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  company = await targetOf(browser, "roles");
  const pages = workspaceOf(company).filter(({ pattern }) => !isRoute(pattern));
  forms = ofCompany(
    await formPostsOf(
      browser,
      company.context,
      pages.map(({ path }) => path),
    ),
  );
});

for (const role of ["admin", "manager", "staff", "viewer"] as const) {
  test(`${role}: every page is open or answers 403`, async ({ context }) => {
    await signInAs(context, `roles-${role}`);
    const found = new Map<string, number>();
    for (const { pattern, path } of workspaceOf(company))
      found.set(pattern, (await context.request.get(path, { maxRedirects: 0 })).status());
    const expected = [...found.keys()].map((pattern) => [
      pattern,
      (closed[role] as readonly string[]).includes(pattern) ? 403 : 200,
    ]);
    expect([...found]).toEqual(expected);
  });
}

for (const role of ["admin", "manager", "staff", "viewer"] as const) {
  test(`${role}: forms that the role may not use are refused when they are sent all the same`, async ({
    context,
    baseURL,
  }) => {
    await signInAs(context, `roles-${role}`);
    const theirs = forms.filter((form) => refused[role].test(form.page));
    expect(theirs.length).toBeGreaterThan(1);
    const before = await fingerprintsOf(company);
    for (const form of theirs) {
      const answer = await post(context.request, filledIn(form, company, role), baseURL ?? "");
      // Never a redirect, which is how a form that worked goes on.
      expect([200, 403], form.page).toContain(answer.status());
    }
    expect(await fingerprintsOf(company)).toEqual(before);
  });
}

test("what was refused works for the owner", async ({ baseURL }) => {
  const { request } = company.context;
  const answers = ["name", "firstName", "planId"];
  const changing = forms
    .filter((form) => form.fields.some(([name]) => answers.includes(name)))
    // It has the profile that `/settings` has, which is another version once that was saved.
    .filter((form) => form.page !== "/onboarding");
  expect(changing.length).toBeGreaterThan(11);
  let before = await fingerprintsOf(company);
  for (const [index, form] of changing.entries()) {
    await post(request, filledIn(form, company, `o${index}`), baseURL ?? "");
    const after = await fingerprintsOf(company);
    expect(after, form.page).not.toEqual(before);
    before = after;
  }
});

test("staff may edit doctors but not archive them", async ({ context, page, baseURL }) => {
  await signInAs(context, "roles-staff");
  const doctor = `/doctors/${company.ids.doctors}`;
  await page.goto(doctor);
  await expect(page.getByRole("main").getByRole("link", { name: "Edit" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Archive" })).toHaveCount(0);
  const before = await fingerprintsOf(company);
  const archive = forms.filter((form) => form.page === doctor);
  expect(archive).toHaveLength(1);
  for (const form of archive) await post(context.request, sentAnew(form), baseURL ?? "");
  expect(await fingerprintsOf(company)).toEqual(before);

  await page.goto(`${doctor}/edit`);
  await page.locator('[name="notes"]').fill("Seen by staff");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Seen by staff")).toBeVisible();
});

test("a viewer sees no way to what is closed, and is told who can open it", async ({ context, page }) => {
  await signInAs(context, "roles-viewer");
  await page.goto("/doctors");
  await expect(page.locator("tbody tr")).not.toHaveCount(0);
  await expect(page.getByRole("link", { name: "Add doctor" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "CSV" })).toHaveCount(0);
  await expect(page.locator('tbody input[type="checkbox"]')).toHaveCount(0);
  await page.goto("/reference/regions");
  await expect(page.getByRole("link", { name: "Add region" })).toHaveCount(0);
  await page.goto("/doctors/new");
  await expect(page.getByRole("main")).toContainText(
    "The owner or an administrator of the company can grant it",
  );
});
