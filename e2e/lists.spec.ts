import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { queryCompany } from "./support/command-line";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";

test.describe.configure({ mode: "serial" });

const slug = "busy-hospital";
const rows = (sql: string) => queryCompany(slug, sql);

test.beforeEach(async ({ context }) => signInAs(context, "lists"));

test("search knows the Azerbaijani letters, in names, codes and phones", async ({ page }) => {
  const [doctor] = await rows(
    "SELECT code, last_name, phone FROM doctors WHERE last_name GLOB '*[əıöüğşçƏİÖÜĞŞÇ]*' ORDER BY code LIMIT 1",
  );
  const name = String(doctor?.last_name);
  const plain = name
    .toLocaleLowerCase("az")
    .replace(/[əıöüğşç]/g, (letter) => "eiougsc"["əıöüğşç".indexOf(letter)] ?? letter);
  for (const query of [name, plain, plain.toUpperCase(), String(doctor?.code).toLowerCase()]) {
    await page.goto(`/doctors?q=${encodeURIComponent(query)}`);
    await expect(page.locator("tbody"), query).toContainText(String(doctor?.code));
  }
  await page.getByRole("searchbox").fill("Heç kim belə adlanmır");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();
  await page.getByRole("link", { name: "Clear the search" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(25);
});

test("pages and sizes stand in the address, and a page beyond the last one is the last one", async ({
  page,
}) => {
  await page.goto("/doctors");
  const turn = page.getByRole("navigation", { name: "Pages" });
  await expect(turn).toContainText("1–25 / 60");
  await turn.getByRole("link", { name: "Next page" }).click();
  await expect(turn).toContainText("26–50 / 60");
  await turn.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=3/);
  await expect(page.locator("tbody tr")).toHaveCount(10);
  await turn.locator("summary").click();
  await turn.getByRole("link", { name: "100 per page" }).click();
  await expect(page).toHaveURL(/size=100/);
  await expect(page.locator("tbody tr")).toHaveCount(60);
  await page.goto("/doctors?page=99");
  await expect(turn).toContainText("51–60 / 60");
  await page.goto("/doctors?page=-1&size=7&sort=nonsense&region=nonsense&status=x");
  await expect(turn).toContainText("1–25 / 60");
});

test("sorting goes by the alphabet, both ways, and keeps the filters", async ({ page }) => {
  await page.goto("/doctors?status=active&size=100");
  const names = () => page.locator("tbody th a").allTextContents();
  const up = await names();
  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page).toHaveURL(/status=active/);
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  expect(await names()).toEqual([...up].reverse());
});

test("a filter is chosen from what is there, shown, shared by its address, and taken off", async ({
  page,
}) => {
  const [region] = await rows(
    `SELECT r.id, r.name_en AS name, count(*) AS n FROM doctors d JOIN regions r ON r.id = d.region_id
     GROUP BY r.id ORDER BY n DESC LIMIT 1`,
  );
  await openAlive(page, "/doctors?size=100");
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.locator("summary", { hasText: "Region" }).click();
  await filters.getByRole("checkbox", { name: `${region?.name}: ${region?.n} doctors` }).check();
  await filters.getByRole("button", { name: "Apply" }).filter({ visible: true }).click();
  await expect(page).toHaveURL(new RegExp(`region=${region?.id}`));
  await expect(page).toHaveURL(/size=100/);
  await expect(page.locator("tbody tr")).toHaveCount(Number(region?.n));
  await page.reload();
  await expect(page.locator("tbody tr")).toHaveCount(Number(region?.n));
  await filters.getByRole("link", { name: "Remove the filter “Region”" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(60);
});

test("the CSV file holds the filtered list, all pages of it, in its order", async ({ page }) => {
  await page.goto("/doctors?category=A&category=B&category=C&sort=-code");
  const expected = await rows(
    "SELECT code FROM doctors WHERE category IS NOT NULL AND archived_at IS NULL ORDER BY code DESC",
  );
  expect(expected.length).toBeGreaterThan(25);
  const { text, name } = await download(page);
  expect(name).toMatch(/^busy-hospital-doctors-\d{4}-\d{2}-\d{2}\.csv$/);
  const [header = "", ...lines] = text.trimEnd().split("\r\n");
  expect(header).toMatch(/^\ufeffCode,First name,Last name,Phone,/);
  expect(lines.map((line) => line.split(",")[0])).toEqual(expected.map((row) => row.code));
  const [event] = await rows("SELECT action, actor_name FROM audit_events ORDER BY rowid DESC LIMIT 1");
  expect(event).toEqual({ action: "doctor.exported", actor_name: "Aysel Məmmədova" });
});

test("in Azerbaijani the file is in Azerbaijani, for a spreadsheet that divides at semicolons", async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([{ name: "locale", value: "az", url: baseURL ?? "" }]);
  await page.goto("/doctors");
  const { text } = await download(page);
  expect(text).toMatch(/^\ufeffKod;Ad;Soyad;/);
  expect(text.trimEnd().split("\r\n")).toHaveLength(61);
});

test("a cell that a spreadsheet would run is only a text", async ({ page }) => {
  await page.goto("/doctors");
  await page.locator("tbody th a").first().click();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.locator('[name="notes"]').fill("=1+1");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await page.goto("/doctors");
  expect((await download(page)).text).toContain("'=1+1");
});

test("what a column cuts off is said where the pointer is", async ({ page }) => {
  await openAlive(
    page,
    "/doctors?column=specialization&column=region&column=city&column=clinic&column=email",
  );
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("tbody td")].findIndex((cell) => cell.scrollWidth > cell.clientWidth),
  );
  const cell = page.locator("tbody td").nth(cut);
  const box = await cell.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await expect(page.locator("tbody a[title]")).toHaveAttribute("title", (await cell.textContent()) ?? "");
});

test("ticked rows are archived together, and brought back by Undo", async ({ page }) => {
  await openAlive(page, "/doctors");
  const boxes = page.locator('tbody input[type="checkbox"]');
  for (const index of [0, 1, 2]) await boxes.nth(index).check();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("3 doctors archived").first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–25 / 57");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–25 / 60");
  expect(await rows("SELECT count(*) AS n FROM doctors WHERE archived_at IS NOT NULL")).toEqual([{ n: 0 }]);
});

async function download(page: Page): Promise<{ text: string; name: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = await waiting;
  return { text: readFileSync(await file.path(), "utf8"), name: file.suggestedFilename() };
}
