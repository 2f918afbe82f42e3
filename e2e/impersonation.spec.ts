import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { companyWith, queryCompany } from "./support/command-line";
import { addDoctor, newRegistration, register } from "./support/company";
import { formPostsOf } from "./support/form-posts";
import { recoveryCode } from "./support/master-admin";
import { expireImpersonationsOf } from "./support/master-database";
import { asNewMasterAdmin, newOperator } from "./support/new-master-admin";
import { enterCompany } from "./support/platform";
import { sayIn } from "./support/words";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const registration = newRegistration("Entered Hospital");
const reason = "Ticket 4821: the doctors list is empty";
let slug: string;
let companyId: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  const visitor = await browser.newPage();
  await register(visitor, registration);
  await visitor.context().close();
  ({ slug } = await companyWith(registration.companyEmail));
  const [identity] = await queryCompany(slug, "SELECT company_id FROM identity");
  companyId = String(identity?.company_id);
  page = await browser.newPage();
  await asNewMasterAdmin(page);
});
test.afterAll(() => page.context().close());

const enterPath = () => `/master-admin/companies/${companyId}/enter?from=/master-admin/companies`;

async function enter(mode: "read" | "full") {
  await page.goto(enterPath());
  await page.locator('[name="reason"]').fill(reason);
  await page.locator(`[name="mode"][value="${mode}"]`).check();
  await page.locator('[name="code"]').fill(recoveryCode());
  await page.getByRole("button", { name: "Enter Company System" }).click();
  await page.waitForURL(/\/dashboard$/);
}
const banner = () => page.getByRole("region", { name: "Impersonation" });
const impersonated = (action: string) =>
  queryCompany(
    slug,
    `SELECT actor_name, impersonator_name, action, changes FROM audit_events
     WHERE impersonator_id IS NOT NULL AND action = '${action}' ORDER BY seq DESC`,
  );

test("asks why, and for a code of its own", async () => {
  await page.goto(enterPath());
  await expect(page.getByRole("radio", { name: /^Read only/ })).toBeChecked();
  await expectAccessible(page, "the way into a company");
  await page.locator('[name="reason"]').fill("short");
  await page.locator('[name="code"]').fill("000000");
  await page.getByRole("button", { name: "Enter Company System" }).click();
  await expect(page.locator('[data-field="reason"]')).toContainText("at least 10 characters");
  await page.locator('[name="reason"]').fill(reason);
  await page.getByRole("button", { name: "Enter Company System" }).click();
  await expect(page.locator('[data-field="code"]')).toContainText("not right");
  await expect(page).toHaveURL(/\/enter/);
});

test("to read only: a banner on every page in every language, and nothing that changes anything", async ({
  baseURL,
}) => {
  await enter("read");
  for (const [locale, exit] of [
    ["az", "Şirkətdən çıx"],
    ["ru", "Выйти из компании"],
    ["en", "Exit Impersonation"],
  ] as const) {
    await page.context().addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    for (const path of [
      "/doctors",
      "/reference/clinics",
      "/settings/members",
      "/doctors/nobody",
      "/pricing",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("button", { name: exit }).first(), `${path} ${locale}`).toBeVisible();
    }
  }
  await page.goto("/doctors");
  await expect(page).toHaveTitle(/In Entered Hospital/);
  await expect(banner()).toContainText("read only");
  await expect(banner()).toContainText(reason);
  await expect(banner().getByRole("timer")).toHaveText(/^2\d:\d\d$/);
  await expectAccessible(page, "a page under the banner");
  await expect(page.getByRole("link", { name: "Add doctor" })).toHaveCount(0);

  for (const path of ["/doctors/new", "/doctors/export.csv", "/settings/account", "/reference/clinics/new"])
    expect((await page.context().request.get(path)).status(), path).toBe(403);
  await page.goto("/doctors/new");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Not while you are in");
  await page.goto(enterPath());
  await expect(page, "never nested").toHaveURL(/\/dashboard$/);
  await page.goto("/master-admin/return");
  await expect(page, "nothing but leaving ends it").toHaveURL(/\/dashboard$/);
});

test("on a phone the banner covers nothing, and says the same", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/doctors");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const bar = await banner().boundingBox();
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
  expect(heading?.y ?? 0).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  await expectAccessible(page, "the banner on a phone");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("is left without JavaScript, to where it began, and both audits say how it was", async ({ browser }) => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await plain.addCookies(await page.context().cookies());
  const leaving = await plain.newPage();
  await leaving.goto("/doctors");
  await expect(leaving.getByRole("region", { name: "Impersonation" })).toContainText("until");
  await leaving.getByRole("button", { name: "Exit Impersonation" }).first().click();
  await expect(leaving).toHaveURL(/\/master-admin\/companies\?done=impersonationEnded/);
  await expect(leaving.getByText("You are back: the impersonation has ended.")).toBeVisible();
  await plain.close();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/master-admin/);

  const [ended] = await impersonated("impersonation.ended");
  expect(ended).toMatchObject({ actor_name: "Aysel Məmmədova" });
  const changes = JSON.parse(String(ended?.changes));
  expect(changes).toMatchObject({ endedBy: [null, "exit"], mode: [null, "read"], changesMade: [null, 0] });
  expect(changes.pagesOpened[1]).toEqual(expect.arrayContaining(["/doctors", "/settings/members"]));
  const [started] = await impersonated("impersonation.started");
  expect(JSON.parse(String(started?.changes))).toMatchObject({ reason: [null, reason] });
});

test("in Azerbaijani: the way in, what stays closed, and the way back", async ({ baseURL }) => {
  const say = sayIn("az");
  const language = (value: string) =>
    page.context().addCookies([{ name: "locale", value, url: baseURL ?? "" }]);
  await language("az");
  await page.goto(enterPath());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("impersonation.enter.title"));
  await page.locator('[name="reason"]').fill("Zəng 17: həkimlərin siyahısı boşdur");
  await page.locator('[name="code"]').fill("000000");
  await page.getByRole("button", { name: say("impersonation.enter.submit") }).click();
  await expect(page.locator('[name="code"]')).toHaveAttribute("aria-invalid", "true");
  await page.locator('[name="code"]').fill(recoveryCode());
  await page.getByRole("button", { name: say("impersonation.enter.submit") }).click();
  await page.waitForURL(/\/dashboard$/);
  const bar = page.getByRole("region", { name: say("impersonation.banner.label") });
  await expect(bar).toContainText(say("impersonation.banner.mode.read"));
  await page.goto("/settings/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("impersonation.refused.title"));
  await bar.getByRole("button", { name: say("impersonation.banner.exit") }).click();
  await page.waitForURL(/\/master-admin\/companies/);
  await expect(page.getByText(say("impersonation.returned.impersonationEnded")).first()).toBeVisible();
  await language("en");
});

test("with full access: what is changed names the owner and the admin, and signing out ends it", async () => {
  await enter("full");
  await expect(banner()).toContainText("full access");
  const places = { specialization: "Cardiologist", region: "Baku", city: "Baku" };
  await addDoctor(page, { firstName: "Orxan", lastName: "Quliyev", ...places });
  const [added] = await impersonated("doctor.added");
  expect(added).toMatchObject({ actor_name: "Aysel Məmmədova", impersonator_name: expect.any(String) });
  for (const path of ["/doctors/export.csv", "/settings/account"])
    expect((await page.context().request.get(path)).status(), path).toBe(403);

  expect((await page.context().request.post("/logout", { maxRedirects: 0 })).status()).toBe(303);
  const [ended] = await impersonated("impersonation.ended");
  expect(JSON.parse(String(ended?.changes))).toMatchObject({
    endedBy: [null, "signed-out"],
    changesMade: [null, 1],
  });
});

test("without JavaScript, a form that is sent after the end says so and leads back to the platform", async ({
  browser,
}) => {
  const operator = await newOperator(browser);
  for (const [locale, ended] of [
    ["en", "by the clock"],
    ["az", "in another tab"],
  ] as const) {
    const say = sayIn(locale);
    const origin = new URL(page.url()).origin;
    const [entry] = (await formPostsOf(browser, operator.context, [enterPath()])).filter(({ fields }) =>
      fields.some(([name]) => name === "reason"),
    );
    if (!entry) throw new Error("The company cannot be entered.");
    await enterCompany(operator, entry, "full", origin);
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await plain.addCookies([
      ...(await operator.context.cookies()),
      { name: "locale", value: locale, url: origin },
    ]);
    const late = await plain.newPage();
    await late.goto("/doctors/new");
    await late.locator('[name="lastName"]').fill("Gecikən");
    if (ended === "by the clock") expect(expireImpersonationsOf(operator.id)).toBe(1);
    else await operator.context.request.post("/exit-impersonation", { maxRedirects: 0 });
    await late.locator('main form:has([name="lastName"]) button[type="submit"]').first().click();
    await expect(late.getByRole("heading", { level: 1 }), ended).toHaveText(
      say("impersonation.visitOver.title"),
    );
    await late.getByRole("link", { name: say("impersonation.visitOver.back") }).click();
    await expect(late).toHaveURL(/\/master-admin/);
    await plain.close();
  }
  expect(await queryCompany(slug, "SELECT id FROM doctors WHERE last_name = 'Gecikən'")).toEqual([]);
  await operator.context.close();
});
