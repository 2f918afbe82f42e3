import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { listCompanies } from "./support/command-line";
import { signInMasterAdmin } from "./support/master-admin";
import { asNewMasterAdmin, operatorPassword } from "./support/new-master-admin";
import { addressesOf } from "./support/pages";
import { signInAs } from "./support/session";

test.use({ contextOptions: { reducedMotion: "reduce" } });

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

test("the master admin sees every company, finds one by name, and has no workspace", async ({ page }) => {
  const username = await asNewMasterAdmin(page);
  await page.context().clearCookies();
  await signInMasterAdmin(page, username, operatorPassword);
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
