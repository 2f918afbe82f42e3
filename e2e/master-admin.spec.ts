import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { listCompanies } from "./support/command-line";
import { formPostsOf, post, withFields } from "./support/form-posts";
import { enrol, signInMasterAdmin } from "./support/master-admin";
import { addressesOf } from "./support/pages";
import { fillSignIn, signInAs } from "./support/session";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const password = "granite willow 91 kite";
const setupPath = () => new URL(process.env.E2E_SETUP_URL ?? "").pathname;

test("for everybody but a master admin, the platform's pages do not exist", async ({
  context,
  playwright,
  baseURL,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  await signInAs(context, "bare");
  for (const path of [...addressesOf("(master)"), "/admin"])
    for (const who of [stranger, context.request]) {
      const answer = await who.get(path);
      expect(answer.status(), path).toBe(404);
      expect(await answer.text()).not.toMatch(/Isolated A|Busy Hospital/);
    }
  await stranger.dispose();
});

test("the link of the first start makes one master admin, and no second", async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const [form] = await formPostsOf(browser, context, [setupPath()]).then((forms) =>
    forms.filter(({ fields }) => fields.some(([name]) => name === "setupToken")),
  );
  if (!form) throw new Error("The page has no form.");
  await page.goto(setupPath());
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create the master admin" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expectAccessible(page, "the set-up refused");
  for (const [name, value] of Object.entries(person("operator")))
    await page.locator(`[name="${name}"]`).fill(value);
  await page.getByRole("button", { name: "Create the master admin" }).click();
  await page.waitForURL(/\/second-factor/);
  expect((await page.goto("/master-admin/companies"))?.url(), "not before it is proven").toMatch(
    /\/second-factor/,
  );
  await expectAccessible(page, "the second factor");
  await enrol(page);
  await expectAccessible(page, "recovery codes");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.waitForURL(/\/master-admin/);

  await context.clearCookies();
  expect((await page.goto(setupPath()))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(page);

  const late = await post(context.request, withFields(form, person("second")), baseURL ?? "");
  expect([200, 404]).toContain(late.status());
  await page.goto("/login");
  await fillSignIn(page, "second", password);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("is not right");
});

test("the master admin sees every company, finds one by name, and has no workspace", async ({ page }) => {
  await signInMasterAdmin(page, "operator", password);
  await page.goto("/master-admin/companies");
  const companies = await listCompanies();
  await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText(String(companies.length));
  await page.goto("/master-admin/companies?size=100");
  for (const name of ["Busy Hospital", "Full House", "Trial Over"])
    await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await expect(page.getByRole("row", { name: /Trial Over/ })).toContainText(/read-only/i);
  await expectAccessible(page);

  await page.getByRole("searchbox").fill("busy hosp");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/q=busy/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.goto("/master-admin/companies?q=nothing-like-it");
  await expectAccessible(page);
  await page.goto("/doctors");
  await expect(page).not.toHaveURL(/\/doctors$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/master-admin/companies");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

function person(username: string) {
  const email = `${username}@example.com`;
  return { firstName: "Platform", lastName: "Operator", username, email, password };
}
