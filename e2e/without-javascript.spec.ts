import { expect, type Page, test } from "@playwright/test";
import { companyWith, queryCompany } from "./support/command-line";
import { fillDoctor, fillRegistration, newRegistration } from "./support/company";
import { fillSignIn, signIn, signInAs } from "./support/session";

test.use({ javaScriptEnabled: false });

const slug = "plain-clinic";
const rows = (sql: string) => queryCompany(slug, sql);

test("registering and signing in work, and errors keep what was typed", async ({ page, context }) => {
  const registration = newRegistration("Without Script Clinic", "basic");
  await page.goto("/pricing");
  await page.getByRole("link", { name: "Start free trial: Basic" }).click();
  await fillRegistration(page, { ...registration, email: "no address" });
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.locator('[data-field="email"]')).toContainText("This is not an email address");
  await expect(page.locator('[name="companyName"]')).toHaveValue(registration.companyName);
  await expect(page.locator('[name="planId"]')).toHaveValue("basic");
  await fillRegistration(page, registration);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page).toHaveURL(/\/onboarding$/);
  expect((await companyWith(registration.companyEmail)).plan).toBe("Basic");

  await context.clearCookies();
  await page.goto("/login");
  await page.locator('[name="identifier"]').fill(registration.username);
  await page.locator('[name="password"]').fill("wrong");
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("is not right");
  await expect(page.locator('[name="identifier"]')).toHaveValue(registration.username);
  await signIn(page, registration.username, registration.password);
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.getByRole("complementary").locator("summary").last().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
});

test("the doctor form offers every city by region, and the server checks what was chosen", async ({
  page,
  context,
}) => {
  await signInAs(context, "plain");
  await page.goto("/doctors/new");
  const cities = page.locator('[name="cityId"]');
  await expect(cities.locator('optgroup[label="Ganja"] option', { hasText: /^Ganja$/ })).toHaveCount(1);
  await expect(cities.locator('optgroup[label="Baku"] option', { hasText: /^Baku$/ })).toHaveCount(1);
  const doctor = {
    firstName: "Sadə",
    lastName: "Brauzer",
    specialization: "Surgeon",
    region: "Baku",
    city: "Ganja",
  };
  await fillDoctor(page, doctor);
  await page.locator('[name="phone"]').fill("055 123 45 67");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator('[data-field="cityId"]')).toContainText("not in the chosen region");
  await expect(page.locator('[name="lastName"]')).toHaveValue("Brauzer");
  await expect(page.locator('[name="phone"]')).toHaveValue("055 123 45 67");
  await expect(page.locator('[name="specializationId"] option:checked')).toHaveText("Surgeon");
  await expect(page.locator('[name="regionId"] option:checked')).toHaveText("Baku");
  await expect(page.locator('[name="cityId"] option:checked')).toHaveText("Ganja");
  await fillDoctor(page, { ...doctor, region: "Ganja" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Doctor added")).toBeVisible();
  expect(await rows("SELECT phone FROM doctors WHERE last_name = 'Brauzer'")).toEqual([
    { phone: "+994551234567" },
  ]);
});

test("the list is searched, filtered, sorted and turned over", async ({ page, context }) => {
  await signInAs(context, "lists");
  await page.goto("/doctors");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=-name/);

  const [most] = await queryCompany(
    "busy-hospital",
    `SELECT s.name_en AS name, count(*) AS n FROM doctors d JOIN specializations s ON s.id = d.specialization_id
     GROUP BY s.id ORDER BY n DESC, s.id LIMIT 1`,
  );
  await page.goto("/doctors");
  const filters = page.getByRole("group", { name: "Filters" });
  await openMenu(filters.locator("summary", { hasText: "Specialization" }));
  await filters.getByRole("link", { name: "Show the choices" }).filter({ visible: true }).click();
  await openMenu(filters.locator("summary", { hasText: "Specialization" }));
  await filters.getByRole("checkbox", { name: `${most?.name}: `, exact: false }).check();
  await filters.getByRole("button", { name: "Apply" }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/specialization=/);
  await expect(page.locator("tbody tr")).toHaveCount(Number(most?.n));
  await expect(filters).toContainText(`Specialization: ${most?.name}`);
  await filters.getByRole("link", { name: "Remove the filter “Specialization”" }).click();
  await expect(page).toHaveURL(/\/doctors$/);
  await openMenu(filters.locator("summary", { hasText: "Status" }));
  await filters.getByRole("radio", { name: "Archived" }).check();
  await filters.getByRole("button", { name: "Apply" }).filter({ visible: true }).click();
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();
});

test("a page that says no says it, with the status that is right", async ({ page, context }) => {
  const said = () => page.evaluate(() => getComputedStyle(document.body, "::before").content);
  expect((await page.goto("/setup/none"))?.status()).toBe(404);
  expect(await said()).toBe('"This link no longer works"');
  await signInAs(context, "plain");
  expect((await page.goto("/doctors/nobody"))?.status()).toBe(404);
  expect(await said()).toBe('"There is no such page"');
});

test("a form that is sent after signing out elsewhere leads to signing in, and back to its page", async ({
  page,
  context,
}) => {
  await signInAs(context, "plain");
  await page.goto("/doctors/new");
  await page.locator('[name="lastName"]').fill("Gecikən");
  expect((await context.request.post("/logout", { maxRedirects: 0 })).status()).toBe(303);
  await page.locator('main form:has([name="lastName"]) button[type="submit"]').first().click();
  await expect(page).toHaveURL(/\/login\?next=%2Fdoctors%2Fnew/);
  await fillSignIn(page, "plain");
  await expect(page).toHaveURL(/\/doctors\/new$/);
  expect(await rows("SELECT id FROM doctors WHERE last_name = 'Gecikən'")).toEqual([]);
});

test("a doctor is archived and restored", async ({ page, context }) => {
  await signInAs(context, "plain");
  const [doctor] = await rows("SELECT id FROM doctors ORDER BY code LIMIT 1");
  const archived = () =>
    rows(`SELECT archived_at IS NOT NULL AS archived FROM doctors WHERE id = '${doctor?.id}'`);
  await page.goto(`/doctors/${doctor?.id}`);
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText(/This doctor was archived on \d\d\.\d\d\.\d{4}/)).toBeVisible();
  expect(await archived()).toEqual([{ archived: 1 }]);
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();
  expect(await archived()).toEqual([{ archived: 0 }]);
});

test("a region is refused to be deleted, then archived", async ({ page, context }) => {
  await signInAs(context, "plain");
  const [region] = await rows("SELECT region_id AS id FROM doctors ORDER BY code LIMIT 1");
  await page.goto(`/reference/regions/${region?.id}/delete`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cannot be deleted");
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Region archived.")).toBeVisible();
});

test("language and theme are chosen, on public pages and in the workspace", async ({ page, context }) => {
  await page.goto("/pricing");
  await switchTo(page, "Русский");
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await openMenu(page.getByRole("banner").locator("summary"));
  await page
    .getByRole("button", { name: "Тёмная" })
    .or(page.locator('button[name="theme"][value="dark"]'))
    .first()
    .click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await signInAs(context, "plain");
  await page.goto("/doctors");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Врачи");
  await openMenu(page.getByRole("complementary").locator("summary").last());
  await page.getByRole("complementary").getByRole("button", { name: "Azərbaycanca" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Həkimlər");
});

async function openMenu(summary: ReturnType<Page["locator"]>): Promise<void> {
  const menu = summary.locator("xpath=..");
  if ((await menu.getAttribute("open")) === null) await summary.click();
}

async function switchTo(page: Page, language: string): Promise<void> {
  await page.getByRole("contentinfo").getByRole("button", { name: language }).click();
}
