import { expect, type Page, test } from "@playwright/test";
import { signInAs } from "./support/session";
import { pagesOf, targetOf } from "./support/target";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Russian has the longest words. */
for (const lang of ["en", "ru"]) {
  test(`no page is wider than the phone (${lang})`, async ({ page, context, browser, baseURL }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: "locale", value: lang, url: baseURL ?? "" }]);
    for (const path of ["/", "/pricing", "/register", "/login", "/setup/none", "/nowhere"])
      await expectToFit(page, path);

    const company = await targetOf(browser, "phone");
    await signInAs(context, "phone");
    const states = ["/doctors?q=nobody", "/doctors?size=50&sort=-created", "/doctors/nobody", "/pricing"];
    for (const path of [...pagesOf(company), ...states]) await expectToFit(page, path);
    await company.context.close();
  });
}

test("the menu is a drawer that opens, leads on, and closes", async ({ page, context }) => {
  await signInAs(context, "phone");
  await page.goto("/dashboard");
  const drawer = page.getByRole("dialog", { name: "Menu" });
  await expect(page.getByRole("complementary")).toBeHidden();
  await page.getByRole("button", { name: "Open menu" }).tap();
  await expect(drawer).toContainText("Pocket Hospital");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("button", { name: "Open menu" })).toBeFocused();
  await page.getByRole("button", { name: "Open menu" }).tap();
  await drawer.getByRole("link", { name: /^Doctors/ }).tap();
  await page.waitForURL(/\/doctors$/);
  await expect(drawer).toBeHidden();
});

test("the menu's button stays while one scrolls, and covers no notice", async ({ page, context }) => {
  await signInAs(context, "over");
  await page.goto("/reference/regions");
  const notice = await page.getByRole("region", { name: "Subscription" }).boundingBox();
  const button = page.getByRole("button", { name: "Open menu" });
  expect((await button.boundingBox())?.y).toBeGreaterThanOrEqual((notice?.y ?? 0) + (notice?.height ?? 0));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(button).toBeInViewport();
  await button.tap();
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
});

test("rows of a list have two lines instead of columns", async ({ page, context }) => {
  await signInAs(context, "phone");
  await page.goto("/doctors");
  const row = page.locator("tbody tr").first();
  const box = await row.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(52);
  expect(box?.height).toBeLessThanOrEqual(80);
  await expect(row.locator("th a")).toBeVisible();
  await expect(row.locator("th")).toContainText(" · ");
  await expect(row.locator("td").filter({ visible: true })).toHaveCount(1);
  await expect(page.locator("tbody tr")).toHaveCount(25);
  await row.tap();
  await page.waitForURL(/\/doctors\/.+/);
});

test("a doctor is added with a thumb: controls are large enough", async ({ page, context }) => {
  await signInAs(context, "phone");
  await page.goto("/doctors/new");
  const small = await page
    .locator("main :is(button, select, input:not([type=checkbox], [type=radio], [type=hidden]))")
    .evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 40)
        .map((control) => control.outerHTML.slice(0, 120)),
    );
  expect(small).toEqual([]);
});

async function expectToFit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: innerWidth,
  }));
  expect(screen, `${path} does not zoom out`).toBe(390);
  expect(content, path).toBeLessThanOrEqual(screen);
}
