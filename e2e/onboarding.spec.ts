import { expect, test } from "@playwright/test";
import { medadmin, queryCompany } from "./support/command-line";
import { newRegistration, register } from "./support/company";

async function slugOf(email: string): Promise<string> {
  const answer: unknown = JSON.parse(await medadmin("tenants", "list", "--json"));
  const companies = (
    Array.isArray(answer) ? answer : (answer as { companies: unknown[] }).companies
  ) as Array<{
    email: string;
    slug: string;
  }>;
  return companies.find((company) => company.email === email)?.slug ?? "";
}

test("the business profile is stored beside its owner in the company's own database", async ({ page }) => {
  const registration = newRegistration("Delta Medical Center");
  await register(page, registration);
  await page.locator('[name="businessNumber"]').fill("1234567890");
  await page.locator('[name="businessType"]').selectOption("hospital");
  await page.locator('[name="legalStructure"]').selectOption("llc");
  await page.locator('[name="foundedOn"]').fill("2015-03-15");
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL(/\/dashboard/);

  const slug = await slugOf(registration.companyEmail);
  const [row] = await queryCompany(
    slug,
    `SELECT o.name, o.business_number, o.country, o.founded_on, o.created_at, o.updated_at, m.email, m.is_owner,
            m.updated_at AS member_updated_at
     FROM organization o JOIN members m ON m.id = o.owner_id`,
  );
  expect(row).toMatchObject({
    name: "Delta Medical Center",
    business_number: "1234567890",
    country: "AZ",
    founded_on: "2015-03-15",
    email: registration.email,
    is_owner: 1,
  });
  for (const column of ["created_at", "updated_at", "member_updated_at"])
    expect(row?.[column]).toBeGreaterThan(0);
  expect(await queryCompany(slug, "SELECT * FROM pragma_foreign_key_check")).toEqual([]);
});

test("the step can be put off and done later in the settings", async ({ page }) => {
  await register(page, newRegistration("Later Clinic"));
  await page.getByRole("button", { name: /skip|later/i }).click();
  await page.waitForURL(/\/dashboard/);
  await page.goto("/settings");
  await expect(page.locator('[name="businessNumber"]')).toBeVisible();
});

test("a bad business number is named beside its field and nothing typed is lost", async ({ page }) => {
  await register(page, newRegistration("Typing Error LLC"));
  await page.locator('[name="businessNumber"]').fill("12345");
  await page.locator('[name="foundedOn"]').fill("2015-03-15");
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page.locator('[name="businessNumber"]')).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[name="businessNumber"]')).toHaveValue("12345");
  await expect(page.locator('[name="foundedOn"]')).toHaveValue("2015-03-15");
  await expect(page).toHaveURL(/\/onboarding/);
});
