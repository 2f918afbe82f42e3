import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { companyWith, queryCompany } from "./support/command-line";
import { newRegistration, register } from "./support/company";
import { asSharedMasterAdmin } from "./support/new-master-admin";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const list = "/master-admin/catalogue/regions";
const open = async (page: Page) => {
  await page.goto(`${list}?q=zer`);
  await page.locator("tbody tr", { hasText: "ZAR" }).getByRole("link").first().click();
  await page.waitForURL(/regions\/[0-9a-f-]{36}/);
};
const save = (page: Page) => page.locator('main form:has([name="nameAz"]) button[type="submit"]').click();

/** What a company that registers now calls the region. */
async function registered(browser: Browser, name: string): Promise<string> {
  const context = await browser.newContext();
  const registration = newRegistration(name);
  await register(await context.newPage(), registration);
  await context.close();
  return (await companyWith(registration.companyEmail)).slug;
}
const nameIn = async (slug: string) =>
  (await queryCompany(slug, "SELECT name_en FROM regions WHERE code = 'ZAR'"))[0]?.name_en;

test("a name edited in the catalogue reaches the next company, and not the one before", async ({
  page,
  browser,
}) => {
  const before = await registered(browser, "Before The Edit");
  const usual = await nameIn(before);
  await asSharedMasterAdmin(page);
  await page.goto(list);
  await expect(page.getByRole("main")).toContainText("New companies begin with it");
  await expectAccessible(page);

  await open(page);
  await expectAccessible(page);
  const edited = `Zardab ${Date.now()}`;
  await page.locator('[name="nameEn"]').fill(edited);
  await save(page);
  await expect(page.getByRole("main")).toContainText("Saved.");
  expect(await nameIn(await registered(browser, "After The Edit"))).toBe(edited);
  expect(await nameIn(before)).toBe(usual);
});

test("of two editors the second is told, and what they typed stays", async ({ page, context }) => {
  await asSharedMasterAdmin(page);
  await open(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await page.locator('[name="nameRu"]').fill(`Зардаб ${Date.now()}`);
  await save(page);
  await expect(page.getByRole("main")).toContainText("Saved.");
  await second.locator('[name="nameRu"]').fill("Зардоб");
  await save(second);
  await expect(second.getByRole("main").getByRole("alert")).toContainText("after you opened it");
  await expect(second.locator('[name="nameRu"]')).toHaveValue("Зардоб");
});

test("in Azerbaijani: what is taken is refused beside its field, and an entry goes to the archive and back", async ({
  page,
  context,
  baseURL,
}) => {
  await asSharedMasterAdmin(page);
  await context.addCookies([{ name: "locale", value: "az", url: baseURL ?? "" }]);
  await page.goto(`${list}/new`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Yeni region");
  for (const [name, value] of Object.entries({ nameAz: "BAKI", nameEn: "X", nameRu: "Я", code: "XYZ9" }))
    await page.locator(`[name="${name}"]`).fill(value);
  await save(page);
  await expect(page.locator('[data-field="nameAz"]')).toContainText("Bakı");
  await expectAccessible(page, "the form refused");

  await open(page);
  await page.getByRole("button", { name: "Arxivə göndər" }).click();
  await expect(page.getByRole("main")).toContainText("yeni şirkətlər bu qeydi almır");
  await page.getByRole("button", { name: "Bərpa et" }).click();
  await expect(page.getByRole("main")).toContainText("Bərpa olundu.");
});
