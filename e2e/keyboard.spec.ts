import { expect, type Page, test } from "@playwright/test";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";

test.beforeEach(async ({ context }) => signInAs(context, "keys"));

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("name"));

test("the first stop of Tab leads past the menu", async ({ page }) => {
  for (const path of ["/dashboard", "/doctors", "/settings"]) {
    await openAlive(page, path);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  }
});

test("/ goes to the search, N adds, and neither interrupts who types", async ({ page }) => {
  await openAlive(page, "/doctors");
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  await page.keyboard.type("n/?");
  await expect(search).toHaveValue("n/?");
  await expect(page).toHaveURL(/\/doctors$/);
  await search.blur();
  await page.keyboard.press("n");
  await page.waitForURL(/\/doctors\/new$/);
  await openAlive(page, "/reference/cities");
  await page.keyboard.press("Shift+N");
  await page.waitForURL(/\/reference\/cities\/new$/);
});

test("? shows the keys, Escape closes them, and they can be switched off", async ({ page }) => {
  await openAlive(page, "/doctors");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await expect(keys).toBeVisible();
  await expect(keys).toContainText("Go to search");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/doctors$/);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  // A window that has just closed may still be telling so.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(keys).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await keys.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).not.toBeFocused();
  await expect(page).toHaveURL(/\/doctors$/);
});

test("a refused form takes the focus to its summary, which leads to each field", async ({ page }) => {
  await openAlive(page, "/doctors/new");
  await page.locator('[name="firstName"]').focus();
  await page.keyboard.press("Control+Enter");
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("Fix 5 fields");
  await page.keyboard.press("Tab");
  await expect(summary.getByRole("link", { name: "First name" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => focusedName(page)).toBe("firstName");
  await summary.getByRole("link", { name: "City" }).click();
  await expect.poll(() => focusedName(page)).toBe("cityId");
  const described = await page.locator('[name="cityId"]').getAttribute("aria-describedby");
  await expect(page.locator(`[id="${described?.split(" ")[0]}"]`)).toHaveText("Choose one of the options.");
});

test("a doctor is added without touching the mouse", async ({ page }) => {
  await openAlive(page, "/doctors");
  await page.keyboard.press("n");
  await page.waitForURL(/\/doctors\/new$/);
  await page.locator('[name="firstName"]').focus();
  await page.keyboard.type("Klaviatura");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ustası");
  for (const [name, text] of [
    ["specializationId", "Surgeon"],
    ["regionId", "Ganja"],
    ["cityId", "Ganja"],
  ] as const) {
    while ((await focusedName(page)) !== name) await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Control+Enter");
  await page.waitForURL((url) => url.pathname === "/doctors");
  await expect(page.getByRole("row", { name: /Klaviatura Ustası/ })).toContainText("Surgeon");
});

test("a menu is walked through with the arrow keys and gives the focus back", async ({ page }) => {
  await openAlive(page, "/dashboard");
  const menu = page.getByRole("complementary").locator("summary").last();
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("complementary").getByRole("link", { name: "My account" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("complementary").getByRole("button", { name: "Azərbaycanca" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("complementary").getByRole("button", { name: "English" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeHidden();
});

test("Escape clears the selection, then the filters", async ({ page }) => {
  await openAlive(page, "/doctors?status=active");
  await page.locator("tbody input").first().check();
  await page.locator("tbody input").first().blur();
  await page.keyboard.press("Escape");
  await expect(page.locator("tbody input:checked")).toHaveCount(0);
  await expect(page).toHaveURL(/status=active/);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/doctors$/);
});
