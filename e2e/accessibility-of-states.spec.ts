import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";

// Looking at a page takes seconds, and many at once on a busy machine.
test.describe.configure({ timeout: 240_000 });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const send = async (page: Page, button: string) => {
  await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
};

test("forms that were refused", async ({ page, context }) => {
  await page.goto("/login");
  await send(page, "Sign in");
  await expectAccessible(page);
  await page.goto("/register");
  await send(page, "Create the workspace");
  await expectAccessible(page);

  await signInAs(context, "bare");
  for (const path of ["/doctors/new", "/reference/cities/new", "/reference/clinics/new"]) {
    await page.goto(path);
    await send(page, "Save");
    await expectAccessible(page);
  }
  await page.goto("/onboarding");
  await page.locator('[name="businessNumber"]').fill("1");
  await send(page, "Save and continue");
  await expectAccessible(page);
  await page.goto("/settings/account");
  await send(page, "Change password");
  await expectAccessible(page);
});

test("empty, missing and forbidden", async ({ page, context }) => {
  await signInAs(context, "bare");
  for (const path of [
    "/dashboard",
    "/doctors",
    "/doctors?q=nobody",
    "/doctors?status=archived&category=A",
    "/reference/clinics?q=nothing",
    "/doctors/00000000-0000-7000-8000-000000000000",
    "/nowhere",
  ]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await signInAs(context, "accessible-viewer");
  for (const path of ["/doctors/new", "/settings/members", "/dashboard", "/settings"]) {
    await page.goto(path);
    await expectAccessible(page, `${path} for a viewer`);
  }
});

test("limits and a trial that is over", async ({ page, context }) => {
  await signInAs(context, "full");
  for (const path of ["/doctors/new", "/settings/plan"]) {
    await page.goto(path);
    await expectAccessible(page, `${path} at the limit`);
  }
  await signInAs(context, "over");
  for (const path of ["/dashboard", "/settings/plan"]) {
    await page.goto(path);
    await expectAccessible(page, `${path} after the trial`);
  }
});

test("what opens on the public pages", async ({ page }) => {
  await openAlive(page, "/pricing");
  await page.getByRole("banner").locator("summary").click();
  await page.locator("main summary").first().click();
  await expectAccessible(page, "the settings of the site, and a question");
});

test("menus that are open", async ({ page, context }) => {
  await signInAs(context, "accessible");
  await openAlive(page, "/doctors");
  await page.getByRole("complementary").locator("summary").last().click();
  await expectAccessible(page, "the account menu");
  await page.getByRole("group", { name: "Filters" }).locator("summary", { hasText: "Region" }).click();
  await expect(page.getByRole("checkbox", { name: /^Baku: / })).toBeVisible();
  await expectAccessible(page, "a filter");
  await page.keyboard.press("Escape");
  await page.locator("tbody input").first().check();
  await expectAccessible(page, "the bar over selected rows");
});

test("windows and messages that are open", async ({ page, context }) => {
  await signInAs(context, "accessible");
  await openAlive(page, "/doctors");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "the keyboard shortcuts");
  await openAlive(page, "/doctors/new");
  await page.locator('[name="firstName"]').fill("Half");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "the question about unsaved changes");
  await page.getByRole("button", { name: "Leave without saving" }).click();
  await openAlive(page, "/settings");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expectAccessible(page, "the profile refused");
});
