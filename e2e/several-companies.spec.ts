import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { newRegistration, type Registration, register } from "./support/company";
import { openAlive } from "./support/pages";
import { signIn } from "./support/session";
import { sayIn } from "./support/words";

test.describe.configure({ mode: "serial" });

const hospital = newRegistration("Several Hospital");
const clinic = newRegistration("Several Clinic");
let atHospital: Page;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  atHospital = await (await browser.newContext()).newPage();
  await register(atHospital, hospital);
  context = await browser.newContext();
  page = await context.newPage();
  await register(page, clinic);
});
test.afterAll(async () => {
  await atHospital.context().close();
  await context.close();
});

const sidebar = (of: Page) => of.getByRole("complementary");
const switcher = (of: Page) => sidebar(of).locator("summary").first();
const choice = (of: Page, name: string) => of.locator('button[name="company"]', { hasText: name }).first();

async function switchTo(of: Page, name: string): Promise<void> {
  await openAlive(of, "/dashboard");
  await switcher(of).click();
  await choice(of, name).click();
  await expect(switcher(of)).toContainText(name);
}

async function addMember(of: Page, email: string, role: string): Promise<void> {
  await of.goto("/settings/members/new");
  await of.locator('[name="email"]').fill(email);
  await of.locator('[name="role"]').selectOption(role);
  await of.getByRole("main").getByRole("button", { name: "Add member" }).click();
}

async function signInAgain(of: Page, person: Registration): Promise<void> {
  await of.context().clearCookies();
  await signIn(of, person.username, person.password);
}

test("who has one company has nothing to switch; an address without an account is told so", async () => {
  await page.goto("/dashboard");
  await expect(sidebar(page)).toContainText("Several Clinic");
  await expect(page.locator('button[name="company"]')).toHaveCount(0);
  await addMember(atHospital, "nobody-at-all@example.com", "staff");
  await expect(atHospital.locator('[data-field="email"]')).toContainText("no account with this email");
  await expectAccessible(atHospital, "an address refused");
});

test("somebody who is added switches to the second company and back, each with its own role", async () => {
  await addMember(atHospital, clinic.email, "viewer");
  await expect(atHospital.getByText("Added. They find this company").first()).toBeVisible();
  await expectAccessible(atHospital);
  await openAlive(page, "/dashboard");
  await switcher(page).click();
  await expectAccessible(page, "the switcher open", "aside nav");
  await choice(page, "Several Hospital").click();
  await expect(switcher(page)).toContainText("Several Hospital");
  await expect(page.locator("details[open]"), "the menu is closed again").toHaveCount(0);
  await page.goto("/doctors");
  await expect(page.getByRole("link", { name: "Add doctor" }), "a viewer adds nobody").toHaveCount(0);
  await switchTo(page, "Several Clinic");
  await page.goto("/doctors");
  await expect(page.getByRole("link", { name: "Add doctor" }).first()).toBeVisible();
});

test("the company worked in last is where the next sign-in begins", async () => {
  await switchTo(page, "Several Hospital");
  await signInAgain(page, clinic);
  await expect(switcher(page)).toContainText("Several Hospital");
});

test("a form that stayed open in another tab is refused after switching, and writes nothing", async () => {
  await switchTo(page, "Several Clinic");
  const tab = await context.newPage();
  await openAlive(tab, "/settings");
  await switchTo(page, "Several Hospital");
  await tab.locator('[name="name"]').fill("Written into the wrong company");
  await tab.getByRole("main").getByRole("button", { name: "Save" }).click();
  await expect(tab.getByRole("main").getByRole("alert")).toContainText("another company");
  await tab.close();
  for (const name of ["Several Clinic", "Several Hospital"]) {
    await switchTo(page, name);
    await page.goto("/settings");
    await expect(page.getByText("Written into the wrong company")).toHaveCount(0);
  }
});

test("switching works without JavaScript", async ({ browser }) => {
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const bare = await plain.newPage();
  await bare.goto("/dashboard");
  await switcher(bare).click();
  await choice(bare, "Several Clinic").click();
  await expect(switcher(bare)).toContainText("Several Clinic");
  await plain.close();
});

test("a company one is removed from is gone at once, and the others stay, in Azerbaijani too", async ({
  baseURL,
}) => {
  await context.addCookies([{ name: "locale", value: "az", url: baseURL ?? "" }]);
  await switchTo(page, "Several Hospital");
  await expect(page.locator("html")).toHaveAttribute("lang", "az");
  await openAlive(atHospital, "/settings/members");
  await atHospital
    .getByRole("row", { name: new RegExp(clinic.email) })
    .getByRole("link")
    .click();
  await atHospital.getByRole("button", { name: "Remove access" }).click();
  await atHospital.getByRole("dialog").getByRole("button", { name: "Remove access" }).click();
  await expect(atHospital.getByText("Access removed.").first()).toBeVisible();

  await page.goto("/doctors");
  await expect(page).toHaveURL(/\/workspace\/none/);
  await expect(page.getByRole("main")).toContainText(sayIn("az")("auth.workspace.none.others"));
  await expectAccessible(page);
  await expect(choice(page, "Several Hospital")).toHaveCount(0);
  await choice(page, "Several Clinic").click();
  await expect(page).toHaveURL(/\/dashboard/);
  await expect(sidebar(page)).toContainText("Several Clinic");
  await expect(page.locator('button[name="company"]')).toHaveCount(0);
  await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
});

test("the last owner cannot leave", async () => {
  await openAlive(page, "/settings/account");
  await page.getByRole("button", { name: /^Leave.*Several Clinic$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("dialog")).toContainText("only owner");
});

test("who has an account registers another company with it", async () => {
  await openAlive(page, "/register?plan=basic");
  await expectAccessible(page);
  for (const [name, value] of [
    ["companyName", "Several Pharmacy"],
    ["companyEmail", "pharmacy@example.com"],
    ["phone", "+994 50 123 45 67"],
  ] as const)
    await page.locator(`[name="${name}"]`).fill(value);
  await expect(page.locator('[name="password"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.waitForURL(/\/onboarding/, { timeout: 30_000 });
  await page.goto("/dashboard");
  await expect(switcher(page)).toContainText("Several Pharmacy");
  await switchTo(page, "Several Clinic");
});
