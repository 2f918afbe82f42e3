import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { newRegistration, register } from "./support/company";
import { recoveryCode } from "./support/master-admin";
import { asNewMasterAdmin } from "./support/new-master-admin";
import { openAlive } from "./support/pages";
import { fillSignIn, signIn } from "./support/session";
import { sayIn } from "./support/words";

test.describe.configure({ mode: "serial" });

const person = { ...newRegistration("Watched Clinic"), firstName: "Gülşən", lastName: "Şıxəliyeva" };
let admin: Page;
let username: string;
let theirs: BrowserContext;
let page: Page;
let address: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  theirs = await browser.newContext();
  page = await theirs.newPage();
  await register(page, person);
  admin = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  username = await asNewMasterAdmin(admin);
});
test.afterAll(async () => {
  await admin.context().close();
  await theirs.close();
});

const flash = (text: string) => expect(admin.getByText(text).first()).toBeVisible();
const isOut = async () =>
  expect((await theirs.request.get("/dashboard", { maxRedirects: 0 })).headers().location).toContain(
    "/login",
  );

async function confirm(button: string): Promise<void> {
  await openAlive(admin, address);
  await admin.getByRole("main").getByRole("button", { name: button, exact: true }).first().click();
  await admin.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
}

test("people are found by folded name across the platform, and filters stay in the address", async () => {
  await openAlive(admin, "/master-admin/users");
  await expectAccessible(admin);
  await admin.getByRole("searchbox").fill("gulsen sixeliyeva");
  await admin.getByRole("searchbox").press("Enter");
  const row = admin.getByRole("row", { name: new RegExp(person.email) });
  await expect(row).toContainText("Watched Clinic");
  await admin.goto(`/master-admin/users?kind=master-admin&q=${person.username}`);
  await expect(admin.getByText("Nobody found")).toBeVisible();
  await expectAccessible(admin, "nobody found");
  await admin.goto(`/master-admin/users?q=${person.username}&role=owner&state=active`);
  await admin
    .getByRole("row", { name: new RegExp(person.email) })
    .getByRole("link")
    .click();
  await admin.waitForURL(/\/master-admin\/users\/[0-9a-f-]{36}/);
  address = new URL(admin.url()).pathname;
  await expectAccessible(admin);
});

test("signed out everywhere means at once", async () => {
  await confirm("Sign out everywhere");
  await flash("Signed out everywhere.");
  await isOut();
  await page.goto("/login");
  await signIn(page, person.username, person.password);
});

test("locking needs a reason, ends every session and keeps the person out until it is undone", async () => {
  await openAlive(admin, address);
  await admin.locator('[name="reason"]').fill("too short");
  await admin.getByRole("button", { name: "Lock the account" }).click();
  await expect(admin.locator('[data-field="reason"]')).toContainText("at least 10 characters");
  await admin.locator('[name="reason"]').fill("Laptop stolen, reported by phone");
  await admin.getByRole("button", { name: "Lock the account" }).click();
  await flash("Account locked.");
  await expect(admin.getByText("Reason: Laptop stolen, reported by phone")).toBeVisible();
  await expectAccessible(admin, "locked");
  await isOut();
  await page.goto("/login");
  await fillSignIn(page, person.username, person.password);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("is not right");

  await openAlive(admin, address);
  await admin.locator('[name="reason"]').fill("Laptop found again");
  await admin.getByRole("button", { name: "Unlock the account" }).click();
  await flash("Account unlocked.");
  await page.goto("/login");
  await signIn(page, person.username, person.password);
});

test("a person is put into a company by its short name, with another role, and out again", async () => {
  await openAlive(admin, address);
  await admin.locator('[name="company"]').fill("no-such-company");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await expect(admin.locator('[data-field="company"]')).toContainText("no company with this short name");
  await admin.locator('[name="company"]').fill("bare-clinic");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  const code = admin.locator('form:has([name="company"]) [data-field="code"]');
  await expect(code, "an open browser is not enough").toContainText("Fill in this field");
  await code.locator("input").fill(recoveryCode());
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await flash("Added to the company.");
  await openAlive(admin, address);
  await admin.getByLabel("Role in Bare Clinic").selectOption("manager");
  await admin
    .locator("form", { has: admin.getByLabel("Role in Bare Clinic") })
    .getByRole("button", { name: "Save" })
    .click();
  await flash("Role changed.");
  await page.goto("/dashboard");
  await page.getByRole("complementary").locator("summary").first().click();
  await page.locator('button[name="company"]', { hasText: "Bare Clinic" }).first().click();
  await expect(page.getByRole("complementary").locator("summary").first()).toContainText("Bare Clinic");

  await openAlive(admin, address);
  const place = admin.locator("form", { has: admin.getByRole("button", { name: "Remove", exact: true }) });
  await place.first().getByRole("button", { name: "Remove", exact: true }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await flash("Removed from the company.");
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/workspace\/none/);
});

test("a new password link goes to the person, never onto the admin's page", async () => {
  await confirm("Send a new password link");
  await flash("There is no mail server: the mail is in the outbox folder.");
  expect(await admin.content()).not.toMatch(/\/access\/[\w-]{20,}/);
  await isOut();
});

test("in Azerbaijani: a lock asks for a reason, holds, and is undone", async ({ baseURL }) => {
  const say = sayIn("az");
  const language = (value: string) =>
    admin.context().addCookies([{ name: "locale", value, url: baseURL ?? "" }]);
  await language("az");
  await openAlive(admin, address);
  await expect(admin.locator("html")).toHaveAttribute("lang", "az");
  await admin.locator('[name="reason"]').fill("qısa");
  await admin.getByRole("button", { name: say("people.access.lock") }).click();
  await expect(admin.locator('[data-field="reason"]')).toContainText("10 simvol");
  await admin.locator('[name="reason"]').fill("Noutbuk oğurlanıb");
  await admin.getByRole("button", { name: say("people.access.lock") }).click();
  await flash(say("people.flash.locked"));
  await admin.locator('[name="reason"]').fill("Noutbuk tapılıb");
  await admin.getByRole("button", { name: say("people.access.unlock") }).click();
  await flash(say("people.flash.unlocked"));
  await language("en");
});

test("nobody does any of it to their own account", async () => {
  await admin.goto(`/master-admin/users?q=${username}`);
  await admin.locator("tbody th a").first().click();
  await expect(admin.getByText("This is your own account.")).toBeVisible();
  await expect(admin.locator('[name="reason"]')).toHaveCount(0);
});

test("for people of a company these pages do not exist", async () => {
  await page.goto("/login");
  await signIn(page, person.username, person.password);
  for (const path of ["/master-admin/users", address])
    expect((await theirs.request.get(path)).status(), path).toBe(404);
});
