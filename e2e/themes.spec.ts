import { expect, type Page, test } from "@playwright/test";
import { signInAs } from "./support/session";

const light = "rgb(251, 251, 250)";
const dark = "rgb(14, 20, 18)";
const background = (page: Page) =>
  page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);

for (const theme of ["light", "dark", "system"] as const) {
  test(`the server's own page says ${theme}, so that no other theme flashes up first`, async ({
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    await signInAs(context, "words");
    for (const path of ["/", "/login", "/dashboard", "/nowhere"]) {
      const html = await (await context.request.get(path)).text();
      expect(/<html[^>]* data-theme="(\w+)"/.exec(html)?.[1], path).toBe(theme);
    }
  });
}

test("until somebody chooses, the system decides", async ({ page }) => {
  await page.goto("/pricing");
  await page.emulateMedia({ colorScheme: "light" });
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background(page)).toBe(dark);
});

test("what was chosen wins over the system, and stays", async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await signInAs(context, "words");
  await page.goto("/dashboard");
  const menu = page.getByRole("complementary").locator("summary").last();
  await menu.click();
  await page.getByRole("complementary").getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(() => background(page)).toBe(dark);
  await page.goto("/doctors");
  expect(await background(page)).toBe(dark);
  await page.emulateMedia({ colorScheme: "dark" });
  await menu.click();
  await page.getByRole("complementary").getByRole("button", { name: "Light" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect.poll(() => background(page)).toBe(light);
});

test("a made-up theme is not believed", async ({ context, baseURL }) => {
  await context.addCookies([{ name: "theme", value: "x%22onload", url: baseURL ?? "" }]);
  const html = await (await context.request.get("/")).text();
  expect(html).toMatch(/<html[^>]* data-theme="system"/);
});
