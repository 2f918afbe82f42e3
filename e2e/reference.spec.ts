import { expect, test } from "@playwright/test";
import { addDoctor, newRegistration, register } from "./support/company";

test("a doctor is added by the form, without a foreign key error, and appears in the list", async ({
  page,
}) => {
  await register(page, newRegistration("Gəncə Klinikası"));
  await addDoctor(page, {
    firstName: "Nigar",
    lastName: "Şirinova",
    specialization: "Neurologist",
    region: "Ganja",
    city: "Ganja",
  });
  await expect(page.getByRole("status").filter({ hasText: /added/i })).not.toHaveCount(0);
  await page.goto("/doctors");
  const row = page.getByRole("row", { name: /Şirinova/ });
  await expect(row).toContainText("D-000001");
  await expect(row).toContainText("Neurologist");
  await expect(row).toContainText("Ganja");
});

test("the city follows the region: a changed region clears it", async ({ page }) => {
  await register(page, newRegistration("Dependent Selects"));
  await page.goto("/doctors/new");
  const region = page.locator('[name="regionId"]');
  const city = page.locator('[name="cityId"]');
  await region.selectOption({ label: "Baku" });
  await city.selectOption({ label: "Baku" });
  await expect(city.locator("option", { hasText: /^Ganja$/ })).toHaveCount(0);
  await region.selectOption({ label: "Ganja" });
  await expect(city).toHaveValue("");
  await expect(city.locator("option", { hasText: /^Ganja$/ })).toHaveCount(1);
});

test("deleting a region that doctors use is refused, and says how many use it", async ({ page }) => {
  await register(page, newRegistration("Refused Delete"));
  await addDoctor(page, {
    firstName: "Kamran",
    lastName: "Quliyev",
    specialization: "Surgeon",
    region: "Sumgayit",
    city: "Sumgayit",
  });
  await page.goto("/reference/regions?q=sumqayit");
  await page
    .locator('main a[href*="/reference/regions/"]')
    .filter({ hasText: /Sumgay/ })
    .first()
    .click();
  await page.waitForURL(/\/reference\/regions\/.+/);
  await page
    .getByRole("link", { name: /delete/i })
    .or(page.getByRole("button", { name: /delete/i }))
    .first()
    .click();
  const confirm = page.getByRole("button", { name: /delete/i });
  const refusal = page.getByText(/1 doctor/i).first();
  await expect(confirm.last().or(refusal)).toBeVisible();
  if (!(await refusal.isVisible())) await confirm.last().click();
  await expect(refusal).toBeVisible();
  await expect(page.locator('a[href*="/doctors?region="]')).not.toHaveCount(0);
});
