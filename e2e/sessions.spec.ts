import { expect, test } from "@playwright/test";
import { newRegistration, register } from "./support/company";
import { fillSignIn, signIn, signInAs } from "./support/session";

test("a changed password ends the sessions of all other browsers at once, and the old one is worth nothing", async ({
  page,
  browser,
}) => {
  const person = newRegistration("Password Clinic");
  await register(page, person);
  const other = await browser.newContext();
  await signInAs(other, person.username, person.password);
  const elsewhere = await other.newPage();
  await elsewhere.goto("/settings");

  await page.goto("/settings/account");
  await page.locator('[name="currentPassword"]').fill(person.password);
  await page.locator('[name="password"]').fill("velvet canyon 77 otter");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(
    page.getByText("Password changed. Other browsers have been signed out.").first(),
  ).toBeVisible();

  await elsewhere.locator('[name="name"]').fill("Typed in a session that ended");
  await elsewhere.getByRole("button", { name: "Save" }).click();
  const refusal = elsewhere.getByRole("main").getByRole("alert");
  await expect(refusal).toContainText("You have been signed out");
  await expect(refusal.getByRole("link", { name: /^Sign in/ })).toHaveAttribute("href", "/login");
  await expect(elsewhere.locator('[name="name"]')).toHaveValue("Typed in a session that ended");
  await elsewhere.goto("/dashboard");
  await expect(elsewhere).toHaveURL(/\/login/);
  await fillSignIn(elsewhere, person.username, person.password);
  await expect(elsewhere.getByRole("main").getByRole("alert")).toBeVisible();
  await signIn(elsewhere, person.username, "velvet canyon 77 otter");
  await page.goto("/dashboard");
  await expect(page, "the browser that changed it stays signed in").toHaveURL(/\/dashboard/);
  await other.close();
});

test("a browser signed out from the list of sessions is out at once", async ({ page, context, browser }) => {
  await signInAs(context, "sessions");
  const other = await browser.newContext({ userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0" });
  await signInAs(other, "sessions");
  expect((await other.request.get("/dashboard", { maxRedirects: 0 })).status()).toBe(200);
  await page.goto("/settings/account");
  await page.getByRole("button", { name: /^Sign out ?: Firefox on Windows$/ }).click();
  await expect(page.getByText("That browser has been signed out.").first()).toBeVisible();
  await expect(page.getByText("Firefox on Windows")).toHaveCount(0);
  const answer = await other.request.get("/dashboard", { maxRedirects: 0 });
  expect(answer.headers().location).toContain("/login");
  await other.close();
});

test("a wrong current password changes nothing and signs nobody out", async ({ page, context, browser }) => {
  await signInAs(context, "bare");
  const other = await browser.newContext();
  await signInAs(other, "bare");
  await page.goto("/settings/account");
  await page.locator('[name="currentPassword"]').fill("not my password");
  await page.locator('[name="password"]').fill("velvet canyon 77 otter");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.locator('[data-field="currentPassword"]')).toContainText(
    "This is not your current password.",
  );
  expect((await other.request.get("/dashboard", { maxRedirects: 0 })).status()).toBe(200);
  await other.close();
});

test("the session's cookie is out of reach of scripts and other sites", async ({ context }) => {
  await signInAs(context, "bare");
  const [cookie] = (await context.cookies()).filter(({ value }) => value.split(".").length === 3);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});
