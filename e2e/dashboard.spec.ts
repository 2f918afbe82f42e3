import { expect, test } from "@playwright/test";
import { queryCompany } from "./support/command-line";
import { addDoctor } from "./support/company";
import { signInAs } from "./support/session";

test.describe.configure({ mode: "serial" });

const count = async (slug: string, sql: string) => Number((await queryCompany(slug, sql))[0]?.n);

test("the figures are those of the rows, and every chart has its numbers in a table", async ({
  page,
  context,
}) => {
  await signInAs(context, "words");
  await page.goto("/dashboard");
  const slug = "words-clinic";
  const tiles = page.getByRole("list", { name: "Key figures" }).getByRole("listitem");
  for (const [label, sql] of [
    ["Active doctors", "SELECT count(*) AS n FROM doctors WHERE is_active = 1 AND archived_at IS NULL"],
    ["Clinics", "SELECT count(*) AS n FROM clinics WHERE archived_at IS NULL"],
    ["Cities with doctors", "SELECT count(DISTINCT city_id) AS n FROM doctors WHERE archived_at IS NULL"],
    [
      "Specializations",
      "SELECT count(DISTINCT specialization_id) AS n FROM doctors WHERE archived_at IS NULL",
    ],
  ] as const)
    await expect(tiles.filter({ hasText: label }).locator("p").nth(1), label).toHaveText(
      String(await count(slug, sql)),
    );
  for (const [title, column] of [
    ["Doctors by region", "region_id"],
    ["Doctors by specialization", "specialization_id"],
  ] as const) {
    const table = page.getByRole("table", { name: title });
    const most = await count(
      slug,
      `SELECT count(*) AS n FROM doctors WHERE archived_at IS NULL GROUP BY ${column} ORDER BY n DESC LIMIT 1`,
    );
    await expect(table.getByRole("row").nth(1).getByRole("cell").last(), title).toHaveText(String(most));
  }
});

test("the first steps tick themselves off by what is there", async ({ page, context }) => {
  await signInAs(context, "fresh");
  await page.goto("/dashboard");
  const steps = page
    .getByRole("main")
    .getByRole("list")
    .filter({ hasText: "A workspace with a database of its own" });
  const open = steps.getByRole("link");
  await expect(open).toHaveText([/business profile/, /clinic of your own/, /five|5/i]);
  await addDoctor(page, {
    firstName: "Beşinci",
    lastName: "Həkim",
    specialization: "Surgeon",
    region: "Baku",
    city: "Baku",
  });
  await page.goto("/dashboard");
  await expect(open).toHaveText([/business profile/, /clinic of your own/]);
  await open.first().click();
  await page.waitForURL(/\/onboarding/);
  await page.locator('[name="businessType"]').selectOption("clinic");
  await page.locator('[name="legalStructure"]').selectOption("llc");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/\/dashboard/);
  await expect(open).toHaveText([/clinic of your own/]);
  await expect(page.getByRole("main")).toContainText("Beşinci Həkim");
});
