import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { addDoctor, newRegistration, register } from "./support/company";
import { asNewMasterAdmin } from "./support/new-master-admin";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const rows = (page: Page) => page.locator("main details:has(time)");

async function inLanguage(page: Page, locale: "en" | "az"): Promise<void> {
  const { origin } = new URL(page.url());
  await page.context().addCookies([{ name: "locale", value: locale, url: origin }]);
  await page.reload();
}

test("the owner reads who did what, finds it again and takes it along", async ({ page }) => {
  await register(page, newRegistration("Audited Clinic"));
  await addDoctor(page, {
    firstName: "Ülviyyə",
    lastName: "İsmayılova",
    specialization: "Cardiologist",
    region: "Baku",
    city: "Baku",
  });
  await page.goto("/settings/audit");
  await expect(rows(page).first()).toContainText("Ülviyyə İsmayılova");
  await rows(page).first().locator("summary").click();
  await expect(rows(page).first()).toContainText("Specialization:");
  await expectAccessible(page, "the company's audit");

  await page.goto("/settings/audit?q=ULVIYYE+ismayil&group=doctor");
  await expect(rows(page)).toHaveCount(1);
  const file = await page.request.get("/settings/audit/export.csv?group=doctor");
  expect(file.headers()["content-type"]).toContain("text/csv");
  expect(await file.text()).toContain("Ülviyyə İsmayılova");
  await page.goto("/settings/audit");
  await expect(rows(page).first()).toContainText("Exported the audit as CSV");

  await page.goto("/settings/audit?q=nobody-is-called-this");
  await expect(page.getByRole("heading", { name: "No such events" })).toBeVisible();
  await expectAccessible(page, "nothing found in the audit");

  await inLanguage(page, "az");
  await page.goto("/settings/audit?group=doctor");
  await expect(rows(page).first()).toContainText("əlavə edildi");
  await expectAccessible(page, "the company's audit (az)");
});

test("the operator reads the platform's, filters it, and verifies the chains", async ({ page }) => {
  const username = await asNewMasterAdmin(page);
  await page.goto(`/master-admin/audit?actor=${username}`);
  await expect(rows(page).first()).toContainText("second factor");
  await expectAccessible(page, "the platform's audit");
  await page.getByRole("button", { name: "Verify now" }).click();
  await expect(page.getByText(/Last verified on .*Master Admin/)).toBeVisible({ timeout: 60_000 });
  await page.goto("/master-admin/audit?group=audit");
  await expect(rows(page).filter({ hasText: "Verified the audit chains" }).first()).toBeVisible();

  await inLanguage(page, "az");
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "Audit zəncirləri yoxlanıldı" }).first()).toBeVisible();
  await expectAccessible(page, "the platform's audit (az)");
});

test("who is not of the platform gets 404 for all of it", async ({ page }) => {
  await register(page, newRegistration("Curious Clinic"));
  for (const path of ["/master-admin/audit", "/master-admin/audit/export.csv", "/master-admin/search?q=a"]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 404]);
  }
});
