import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { asSharedMasterAdmin } from "./support/new-master-admin";
import { complaintsOf } from "./support/pages";
import { platformPagesOf } from "./support/platform";
import { targetOf } from "./support/target";
import { sayIn, wordsOn } from "./support/words";

test.describe.configure({ mode: "parallel", timeout: 240_000 });
test.use({ contextOptions: { reducedMotion: "reduce" } });

let pages: string[];
test.beforeAll(async ({ browser }) => {
  const company = await targetOf(browser, "accessible");
  pages = platformPagesOf(company);
  await company.context.close();
});

const inLanguage = (page: Page, locale: string, url = "") =>
  page.context().addCookies([{ name: "locale", value: locale, url }]);

// In halves, which two workers share.
for (const half of [0, 1])
  test(`every page of the platform is accessible, in light and in dark (${half + 1} of 2)`, async ({
    page,
    baseURL,
  }) => {
    expect(pages.length).toBeGreaterThan(16);
    await asSharedMasterAdmin(page);
    await inLanguage(page, "en", baseURL);
    const complaints = complaintsOf(page);
    for (const path of pages.filter((_, index) => index % 2 === half)) {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe(path);
      await expectAccessible(page);
    }
    expect(complaints).toEqual([]);
  });

for (const locale of ["az", "ru"]) {
  test(`on a phone no page of the platform scrolls sideways, and each speaks its language (${locale})`, async ({
    page,
    baseURL,
  }) => {
    await asSharedMasterAdmin(page);
    await inLanguage(page, locale, baseURL);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of pages) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
      const text = await wordsOn(page);
      // A message that is missing shows as its name.
      expect(text, path).not.toMatch(
        /\b(common|master|companies|overview|plans|subscriptions|people|catalogue|audit|impersonation|secondFactor|palette|errors|shell|ui|fleet|fleetDoctor|fleetJobs|fleetReference|fleetRestore|fleetServers|removal)\.[a-z]\w+/,
      );
    }
  });
}

test("the platform's pages on a phone are accessible, and the menu is a drawer", async ({
  page,
  baseURL,
}) => {
  await asSharedMasterAdmin(page);
  await inLanguage(page, "az", baseURL);
  await page.setViewportSize({ width: 390, height: 844 });
  const company = pages.find((path) => /\/companies\/[0-9a-f-]{36}$/.test(path)) ?? "";
  for (const path of ["/master-admin/companies", company]) {
    await page.goto(path);
    await expectAccessible(page, `${path} on a phone`);
  }
  await page.getByRole("button", { name: sayIn("az")("ui.openMenu") }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "the platform's drawer");
});
