import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { complaintsOf } from "./support/pages";
import { signInAs } from "./support/session";
import { pagesOf, targetOf } from "./support/target";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("every page for visitors", async ({ page }) => {
  test.setTimeout(90_000);
  const complaints = complaintsOf(page);
  for (const path of [
    "/",
    "/pricing",
    "/pricing?cycle=year",
    "/register",
    "/login",
    "/setup/none",
    "/nowhere",
  ]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  expect(complaints).toEqual([]);
});

test("every page of the workspace", async ({ page, context, browser }) => {
  test.setTimeout(240_000);
  const company = await targetOf(browser, "accessible");
  await signInAs(context, "accessible");
  const pages = pagesOf(company);
  expect(pages.length).toBeGreaterThan(18);
  const complaints = complaintsOf(page);
  for (const path of pages) {
    await page.goto(path);
    await expectAccessible(page);
  }
  expect(complaints).toEqual([]);
  await company.context.close();
});

test("on a phone", async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/", "/pricing"]) {
    await page.goto(path);
    await expectAccessible(page, `${path} on a phone`);
  }
  await signInAs(context, "accessible");
  for (const path of ["/dashboard", "/doctors", "/doctors/new", "/settings/plan"]) {
    await page.goto(path);
    await expectAccessible(page, `${path} on a phone`);
  }
  await page.getByRole("button", { name: "Open menu" }).click();
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
  await expectAccessible(page, "the drawer");
});
