import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { newRegistration, register } from "./support/company";
import { asSharedMasterAdmin } from "./support/new-master-admin";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const field = (page: Page) => page.getByRole("combobox", { expanded: true });
const lines = (page: Page) => page.getByRole("option");

async function openPalette(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+k");
  await expect(lines(page).first()).toBeVisible();
}

async function inLanguage(page: Page, locale: "en" | "az"): Promise<void> {
  const { origin } = new URL(page.url());
  await page.context().addCookies([{ name: "locale", value: locale, url: origin }]);
  await page.reload();
}

const words = {
  en: { doctors: "Doctors", typed: "doct", audit: "Audit", language: "English" },
  az: { doctors: "Həkimlər", typed: "hekim", audit: "Audit", language: "Azərbaycanca" },
} as const;

for (const locale of ["en", "az"] as const) {
  test(`the company's palette is worked by the keyboard alone (${locale})`, async ({ page }) => {
    await register(page, newRegistration(`Palette ${locale}`));
    await page.goto("/dashboard");
    await inLanguage(page, locale);
    await openPalette(page);
    await expect(field(page)).toBeFocused();
    await expectAccessible(page, `palette (${locale})`);

    await page.keyboard.press("End");
    await expect(lines(page).last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(lines(page).first()).toHaveAttribute("aria-selected", "true");

    await field(page).fill(words[locale].typed);
    await expect(lines(page).first()).toHaveText(words[locale].doctors);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/doctors");

    await openPalette(page);
    await page.keyboard.press("Escape");
    await expect(lines(page)).toHaveCount(0);
  });

  test(`the platform's palette finds pages, companies and people (${locale})`, async ({ page }) => {
    const username = await asSharedMasterAdmin(page);
    await page.goto("/master-admin/companies");
    await inLanguage(page, locale);
    await openPalette(page);
    await expectAccessible(page, `master palette (${locale})`);
    await field(page).fill(username);
    await expect(lines(page).filter({ hasText: username })).toHaveCount(1);
    await field(page).fill("audit");
    await expect(lines(page).first()).toHaveText(words[locale].audit);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/master-admin\/audit$/);
  });
}

test("it finds a page that is left for another language, and stays when the search fails", async ({
  page,
}) => {
  await register(page, newRegistration("Palette language"));
  await page.goto("/dashboard");
  await openPalette(page);
  await field(page).fill("русск");
  await expect(lines(page)).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");

  await page.route("**/search?**", (route) => route.abort());
  await openPaletteWithoutAnswer(page);
  await expect(page.getByRole("button", { name: "Повторить" })).toBeVisible();
  await page.unroute("**/search?**");
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(lines(page).first()).toBeVisible();
});

async function openPaletteWithoutAnswer(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
}

test("a phone opens it from the menu", async ({ page }) => {
  await register(page, newRegistration("Palette phone"));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Open menu" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Search/ })
    .click();
  await expect(lines(page).first()).toBeVisible();
});
