import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { asSharedMasterAdmin } from "./support/new-master-admin";
import { sayIn } from "./support/words";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const word = randomUUID().slice(0, 8);
const id = `clinic-${word}`;
const name = `Clinic ${word}`;
const main = (page: Page) => page.getByRole("main");
const row = (page: Page) => main(page).getByRole("listitem").filter({ hasText: id });
/** Without what was done: with JavaScript on the address forgets that as soon as it is said. */
const toPlans = /\/master-admin\/plans(\?|$)/;
const save = (page: Page) =>
  page.locator('main form:has([name="monthlyPrice"]) button[type="submit"]').click();
const inLanguage = (page: Page, locale: "az" | "en", url: string) =>
  page.context().addCookies([{ name: "locale", value: locale, url }]);

test("a plan is made, refused with its fields, hidden and shown; the pricing page follows at once", async ({
  page,
  browser,
  baseURL,
}) => {
  await asSharedMasterAdmin(page);
  await inLanguage(page, "en", baseURL ?? "");
  await page.goto("/master-admin/plans");
  await expectAccessible(page);
  await page.keyboard.press("n");
  await page.waitForURL(/\/plans\/new/);
  await page.locator('[name="name"]').fill(name);
  await page.locator('[name="id"]').fill("basic");
  await page.locator('[name="monthlyPrice"]').fill("1,490");
  await page.locator('[name="yearlyPrice"]').fill("995,50");
  await save(page);
  await expect(main(page)).toContainText("Write an amount such as 49 or 49.50.");
  await expectAccessible(page, "a plan refused");
  await page.locator('[name="monthlyPrice"]').fill("99,55");
  await save(page);
  await expect(main(page)).toContainText("Another plan already has this identifier.");
  await expect(page.locator('[name="yearlyPrice"]')).toHaveValue("995,50");
  await page.locator('[name="id"]').fill(id);
  await save(page);
  await page.waitForURL(toPlans);
  await expect(row(page)).toContainText("99.55");
  await expect(row(page)).toContainText("Hidden");

  const visitor = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await visitor.goto("/pricing");
  await expect(visitor.getByRole("main")).not.toContainText(name);
  await row(page)
    .getByRole("button", { name: `Show “${name}” on the pricing page` })
    .click();
  await expect(main(page)).toContainText("The plan is on the pricing page.");
  await visitor.reload();
  await expect(visitor.getByRole("main")).toContainText(name);
  await row(page)
    .getByRole("button", { name: `Hide “${name}” from the pricing page` })
    .click();
  await expect(main(page)).toContainText("The plan is hidden from the pricing page.");
  await visitor.reload();
  await expect(visitor.getByRole("main")).not.toContainText(name);
  await visitor.context().close();
});

test("an edit says whom it does not reach; of two editors the second is told", async ({ page, context }) => {
  await asSharedMasterAdmin(page);
  await page.goto("/master-admin/plans/professional");
  await expect(main(page)).toContainText("keep their agreed price and limits until it ends");
  await expectAccessible(page);
  await page.goto(`/master-admin/plans/${id}`);
  await expect(main(page)).toContainText("No company is on this plan");
  const second = await context.newPage();
  await second.goto(page.url());
  await page.locator('[name="maxDoctors"]').fill("7");
  await save(page);
  await page.waitForURL(toPlans);
  await expect(row(page)).toContainText("7 doctors");
  await second.locator('[name="maxDoctors"]').fill("8");
  await save(second);
  await expect(second.getByRole("main").getByRole("alert")).toContainText("after you opened it");
  await expect(second.locator('[name="maxDoctors"]')).toHaveValue("8");
});

test("in Azerbaijani: an edit is refused beside its field, saved, and holds for new periods", async ({
  page,
  baseURL,
}) => {
  const say = sayIn("az");
  await asSharedMasterAdmin(page);
  await inLanguage(page, "az", baseURL ?? "");
  await page.goto(`/master-admin/plans/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("plans.edit", { plan: name }));
  await page.locator('[name="maxDoctors"]').fill("çox");
  await save(page);
  await expect(page.locator('[data-field="maxDoctors"]')).toContainText(say("errors.plan.limit"));
  await page.locator('[name="maxDoctors"]').fill("9");
  await save(page);
  await page.waitForURL(/\/master-admin\/plans(\?|$)/);
  await expect(main(page).getByText(say("plans.flash.saved")).first()).toBeVisible();
  await expect(row(page)).toContainText("9 həkim");
});

test("plans are put in order without JavaScript", async ({ page, browser, baseURL }) => {
  await asSharedMasterAdmin(page);
  const still = await browser.newContext({ baseURL: baseURL ?? "", javaScriptEnabled: false });
  await still.addCookies(await page.context().cookies());
  const plain = await still.newPage();
  await plain.goto("/master-admin/plans");
  const place = async () => {
    const texts = await plain.getByRole("main").getByRole("heading", { level: 2 }).allTextContents();
    return texts.indexOf(name);
  };
  const before = await place();
  await plain.getByRole("button", { name: `Move “${name}” up` }).click();
  await plain.waitForURL(/done=moved/);
  await expect.poll(place).toBe(before - 1);
  await plain.getByRole("button", { name: `Move “${name}” down` }).click();
  // The address stays as it is.
  await expect.poll(place).toBe(before);
  await still.close();
});

test("each number of the overview leads to a list of as many", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await asSharedMasterAdmin(page);
  for (const locale of ["en", "az"] as const) {
    await inLanguage(page, locale, baseURL ?? "");
    await page.goto("/master-admin?period=365");
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expectAccessible(page);
    const tiles = main(page).getByRole("list").first().getByRole("listitem");
    for (const index of [0, 1]) {
      // Other tests register companies meanwhile: the two pages are compared until nobody came between them.
      await expect(async () => {
        await page.goto("/master-admin?period=365");
        const shown = (await tiles.nth(index).locator("p").nth(1).textContent())?.trim();
        await tiles.nth(index).getByRole("link").first().click();
        await page.waitForURL(/\/(companies|subscriptions)/);
        const heading = page.getByRole("heading", { level: 1 }).locator("xpath=..");
        await expect(heading).toContainText(shown ?? "?", { timeout: 1_000 });
      }).toPass();
    }
  }
});

test("subscriptions are filtered in the address, in Azerbaijani too, and taken out as a file", async ({
  page,
  baseURL,
}) => {
  await asSharedMasterAdmin(page);
  await inLanguage(page, "az", baseURL ?? "");
  await page.goto("/master-admin/subscriptions?state=read_only");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Abunəliklər");
  await expect(main(page)).toContainText("Trial Over");
  await expect(main(page)).not.toContainText("Busy Hospital");
  await expectAccessible(page);
  const file = await page.request.get("/master-admin/subscriptions/export.csv?state=read_only");
  expect(file.headers()["content-type"]).toContain("text/csv");
  const text = await file.text();
  expect(text).toContain("Trial Over");
  expect(text).not.toContain("Busy Hospital");
  await page.goto("/master-admin/subscriptions?q=nobody-is-called-so");
  await expect(main(page)).toContainText("Uyğun abunəlik yoxdur");
  await expectAccessible(page, "no subscription found");
});
