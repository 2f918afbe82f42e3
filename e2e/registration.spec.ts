import { type Browser, expect, type Page, test } from "@playwright/test";
import { companyWith, listCompanies, queryCompany } from "./support/command-line";
import { fillRegistration, newRegistration, type Registration, register } from "./support/company";
import { type FormPost, formPostsOf, post, withFields } from "./support/form-posts";

test("plan and billing cycle come along from the pricing page, and the short name is shown while typing", async ({
  page,
}) => {
  await page.goto("/pricing");
  await page.getByRole("link", { name: /^Yearly/ }).click();
  await page.waitForURL(/cycle=year/);
  await page.getByRole("link", { name: "Start free trial: Basic" }).click();
  await page.waitForURL(/\/register\?plan=basic&cycle=year/);
  await expect(page.locator('[name="planId"]')).toHaveValue("basic");
  await expect(page.locator('[name="cycle"][value="year"]')).toBeChecked();
  await page.locator('[name="companyName"]').fill("Şəfa Hospitalı №1");
  await expect(page.locator('[data-field="companyName"] code')).toHaveText("sefa-hospitali-no1");

  const registration = newRegistration("Yearly Clinic", "basic");
  await fillRegistration(page, registration);
  await create(page);
  await page.waitForURL(/\/onboarding/);
  await page.goto("/settings/plan");
  await expect(page.getByRole("main")).toContainText("Basic plan");
  await expect(page.getByRole("main")).toContainText("Trial: 14 days left");
  await expect(page.getByRole("main")).toContainText("490 ₼ / year");
});

test("what is wrong is said beside each field, and nothing typed is lost", async ({ page }) => {
  await page.goto("/register?plan=enterprise&cycle=year");
  const wrong = {
    ...newRegistration("Ə"),
    companyEmail: "no address",
    phone: "12",
    username: "a b",
    password: "password123",
    lastName: "",
  };
  await fillRegistration(page, wrong);
  await create(page);
  await expect(page.getByRole("main").getByRole("alert")).toBeFocused();
  await expect(page.locator('[data-field="companyEmail"]')).toContainText("This is not an email address");
  await expect(page.locator('[data-field="phone"]')).toContainText("The number is incomplete");
  await expect(page.locator('[data-field="lastName"]')).toContainText("Fill in this field.");
  await expect(page.locator('[data-field="username"]')).toContainText("Use Latin letters");
  await expect(page.locator('[data-field="password"]')).toContainText("Too easy to guess");
  for (const name of ["companyName", "companyEmail", "phone", "firstName", "username", "email"] as const)
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(wrong[name]);
  await expect(page.locator('[name="planId"]')).toHaveValue("enterprise");
  await expect(page.locator('[name="cycle"][value="year"]')).toBeChecked();
  expect((await listCompanies()).filter(({ name }) => name === "Ə")).toEqual([]);
});

test("sent twice at the same moment, a registration makes one company", async ({ browser, baseURL }) => {
  const registration = newRegistration("Twice Clinic");
  const form = await formOf(browser, registration);
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  const answers = await Promise.all(contexts.map(({ request }) => post(request, form, baseURL ?? "")));
  expect(answers.map((answer) => [answer.status(), answer.headers().location])).toEqual([
    [303, "/onboarding"],
    [303, "/onboarding"],
  ]);
  const { slug, users } = await companyWith(registration.companyEmail);
  expect(users).toBe(1);
  expect(await queryCompany(slug, "SELECT count(*) AS members FROM members")).toEqual([{ members: 1 }]);
});

test("pressed twice, the button makes one company", async ({ page }) => {
  const registration = newRegistration("Impatient Clinic");
  await page.goto("/register");
  await fillRegistration(page, registration);
  await page.getByRole("button", { name: "Create the workspace" }).dblclick();
  await page.waitForURL(/\/onboarding/);
  expect((await companyWith(registration.companyEmail)).users).toBe(1);
});

test("two people who register the same company name at once both get a company", async ({
  browser,
  baseURL,
}) => {
  const people = [newRegistration("Same Name Clinic"), newRegistration("Same Name Clinic")];
  const forms = [];
  for (const person of people) forms.push(await formOf(browser, person));
  await Promise.all(
    forms.map(async (form) => {
      const { request } = await browser.newContext();
      expect((await post(request, form, baseURL ?? "")).status()).toBe(303);
    }),
  );
  const slugs = await Promise.all(people.map(async (one) => (await companyWith(one.companyEmail)).slug));
  expect(slugs.sort()).toEqual(["same-name-clinic", "same-name-clinic-2"]);
});

test("a registration repeated with the right password leads into the same company, with a wrong one the email is taken", async ({
  page,
  browser,
}) => {
  const registration = newRegistration("Repeated Clinic");
  await register(page, registration);
  const before = await companyWith(registration.companyEmail);

  const other = await (await browser.newContext()).newPage();
  await other.goto("/register");
  await fillRegistration(other, { ...registration, password: "some other 55 words" });
  await create(other);
  await expect(other.locator('[data-field="email"]')).toContainText(
    "An account with this email already exists",
  );
  await fillRegistration(other, registration);
  await create(other);
  await other.waitForURL(/\/onboarding/);
  await other.goto("/settings/database");
  const [row] = await queryCompany(before.slug, "SELECT database_id AS id FROM identity");
  await expect(other.getByRole("main")).toContainText(String(row?.id));
  expect((await companyWith(registration.companyEmail)).slug).toBe(before.slug);
});

test("a username that somebody has is named, and the rest stays", async ({ page }) => {
  const registration = { ...newRegistration("Other Person"), username: "sessions" };
  await page.goto("/register");
  await fillRegistration(page, registration);
  await create(page);
  await expect(page.locator('[data-field="username"]')).toContainText("Somebody already has this username");
  await expect(page.locator('[name="email"]')).toHaveValue(registration.email);
});

const create = (page: Page) => page.getByRole("button", { name: "Create the workspace" }).click();

/** The registration as a browser without JavaScript sends it. */
async function formOf(browser: Browser, registration: Registration): Promise<FormPost> {
  const context = await browser.newContext();
  const forms = await formPostsOf(browser, context, [`/register?plan=${registration.planId}`]);
  await context.close();
  const form = forms.find(({ fields }) => fields.some(([name]) => name === "companyName"));
  if (!form) throw new Error("The page has no registration form.");
  return withFields(form, { ...registration });
}
