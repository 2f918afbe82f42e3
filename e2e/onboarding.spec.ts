import { expect, type Page, test } from "@playwright/test";
import { companyWith, queryCompany } from "./support/command-line";
import { newRegistration, register } from "./support/company";

test("the business profile is stored beside its owner in the company's own database", async ({ page }) => {
  const registration = newRegistration("Delta Medical Center");
  await register(page, registration);
  await page.locator('[name="businessNumber"]').fill("1234567890");
  await page.locator('[name="businessType"]').selectOption("hospital");
  await page.locator('[name="legalStructure"]').selectOption("llc");
  await page.locator('[name="foundedOn"]').fill("15.03.2015");
  await save(page);
  await page.waitForURL(/\/dashboard/);

  const { slug } = await companyWith(registration.companyEmail);
  const [row] = await queryCompany(
    slug,
    `SELECT o.name, o.business_number, o.business_type, o.legal_structure, o.country, o.founded_on, o.created_at,
            o.updated_at, m.email, m.is_owner, m.created_at AS member_created_at, m.updated_at AS member_updated_at
     FROM organization o JOIN members m ON m.id = o.owner_id`,
  );
  expect(row).toMatchObject({
    name: "Delta Medical Center",
    business_number: "1234567890",
    business_type: "hospital",
    legal_structure: "llc",
    country: "AZ",
    founded_on: "2015-03-15",
    email: registration.email,
    is_owner: 1,
  });
  for (const column of ["created_at", "updated_at", "member_created_at", "member_updated_at"])
    expect(row?.[column], column).toBeGreaterThan(0);
  expect(await queryCompany(slug, "SELECT * FROM pragma_foreign_key_check")).toEqual([]);
});

test("a bad business number is named beside its field, nothing typed is lost, and the step can be put off", async ({
  page,
}) => {
  const registration = newRegistration("Later Clinic");
  await register(page, registration);
  await page.locator('[name="businessNumber"]').fill("12345");
  await page.locator('[name="businessType"]').selectOption("clinic");
  await page.locator('[name="foundedOn"]').fill("31.02.2015");
  await save(page);
  await expect(page.locator('[name="businessNumber"]')).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[data-field="businessNumber"]')).toContainText("exactly 10 digits");
  await expect(page.locator('[data-field="foundedOn"]')).toContainText("This day does not exist");
  await expect(page.locator('[name="businessNumber"]')).toHaveValue("12345");
  await expect(page.locator('[name="businessType"]')).toHaveValue("clinic");
  await expect(page.locator('[name="foundedOn"]')).toHaveValue("31.02.2015");
  await expect(page).toHaveURL(/\/onboarding/);

  await page.getByRole("button", { name: "Skip for now" }).click();
  await page.waitForURL(/\/dashboard/);
  await page.goto("/settings");
  await page.locator('[name="businessNumber"]').fill("2000000001");
  await page.locator('[name="businessType"]').selectOption("pharmacy");
  await page.locator('[name="legalStructure"]').selectOption("sole-proprietor");
  await save(page, "Save");
  await expect(page.getByText("Business profile saved").first()).toBeVisible();
  const { slug } = await companyWith(registration.companyEmail);
  expect(await queryCompany(slug, "SELECT business_number, business_type FROM organization")).toEqual([
    { business_number: "2000000001", business_type: "pharmacy" },
  ]);
});

async function save(page: Page, button = "Save and continue"): Promise<void> {
  await page.getByRole("button", { name: button }).click();
}
