import { expect, type Page, test } from "@playwright/test";
import { medadmin, queryCompany } from "./support/command-line";
import { addDoctor, fillDoctor } from "./support/company";
import { signInAs } from "./support/session";

test.describe.configure({ mode: "serial" });

const slug = "reference-clinic";

test.beforeEach(async ({ context }) => signInAs(context, "places"));

test("a new company has the seed's regions, cities, clinic and specializations", async () => {
  const rows = (sql: string) =>
    queryCompany(slug, sql).then((found) => found.map((row) => Object.values(row)));
  expect(
    await rows(
      "SELECT code, name FROM regions WHERE code IN ('BAK', 'GAN', 'SMQ', 'MIN', 'ABS') ORDER BY code",
    ),
  ).toEqual([
    ["ABS", "Abşeron"],
    ["BAK", "Bakı"],
    ["GAN", "Gəncə"],
    ["MIN", "Mingəçevir"],
    ["SMQ", "Sumqayıt"],
  ]);
  expect(
    await rows(
      "SELECT r.code, c.name FROM cities c JOIN regions r ON r.id = c.region_id WHERE c.name IN ('Bakı', 'Gəncə', 'Sumqayıt') ORDER BY 1",
    ),
  ).toEqual([
    ["BAK", "Bakı"],
    ["GAN", "Gəncə"],
    ["SMQ", "Sumqayıt"],
  ]);
  expect(await rows("SELECT c.name, p.name FROM clinics c JOIN cities p ON p.id = c.city_id")).toContainEqual(
    ["Bakı Mərkəzi Klinika", "Bakı"],
  );
  expect(
    await rows(
      "SELECT code, name FROM specializations WHERE code IN ('THER', 'CARD', 'NEUR', 'PEDI', 'SURG', 'ORTH', 'DERM') ORDER BY code",
    ),
  ).toEqual([
    ["CARD", "Kardioloq"],
    ["DERM", "Dermatoloq"],
    ["NEUR", "Nevroloq"],
    ["ORTH", "Ortoped"],
    ["PEDI", "Pediatr"],
    ["SURG", "Cərrah"],
    ["THER", "Terapevt"],
  ]);
});

test("a doctor is added by the form, without a foreign key error, and appears in the list", async ({
  page,
}) => {
  await addDoctor(page, {
    firstName: "Nigar",
    lastName: "Şirinova",
    specialization: "Neurologist",
    region: "Ganja",
    city: "Ganja",
  });
  await expect(page.getByRole("status").filter({ hasText: "Doctor added" })).toHaveCount(1);
  const row = page.getByRole("row", { name: /Şirinova/ });
  await expect(row).toContainText("D-000001");
  await expect(row).toContainText("Neurologist");
  await expect(row).toContainText("Ganja");
  expect(await queryCompany(slug, "SELECT * FROM pragma_foreign_key_check")).toEqual([]);
});

test("the city follows the region: a changed region clears it", async ({ page }) => {
  await page.goto("/doctors/new");
  const [region, city, clinic] = ["regionId", "cityId", "clinicId"].map((name) =>
    page.locator(`[name="${name}"]`),
  ) as [ReturnType<Page["locator"]>, ReturnType<Page["locator"]>, ReturnType<Page["locator"]>];
  await expect(city.locator("option")).toHaveText(["Choose the region first"]);
  await region.selectOption({ label: "Baku" });
  await city.selectOption({ label: "Baku" });
  await clinic.selectOption({ index: 1 });
  await expect(city.locator("option", { hasText: /^Ganja$/ })).toHaveCount(0);
  await region.selectOption({ label: "Ganja" });
  await expect(city).toHaveValue("");
  await expect(clinic).toHaveValue("");
  await expect(city.locator("option", { hasText: /^Ganja$/ })).toHaveCount(1);
});

test("an empty select says what to do, and the way there and back keeps what was typed", async ({ page }) => {
  await page.goto("/reference/regions/new");
  await page.locator('[name="name"]').fill("Boş Rayon");
  await page.locator('[name="code"]').fill("BOS");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/reference\/regions(\?|$)/);

  await page.goto("/doctors/new");
  await page.locator('[name="firstName"]').fill("Tural");
  await page.locator('[name="lastName"]').fill("Kərimov");
  await page.locator('[name="specializationId"]').selectOption({ label: "Paediatrician" });
  await page.locator('[name="regionId"]').selectOption({ label: "Boş Rayon" });
  const cities = page.locator('[data-field="cityId"]');
  await expect(cities).toContainText("This region has no cities.");
  await cities.getByRole("link", { name: "Add a city" }).click();
  await page.waitForURL(/\/reference\/cities\/new/);
  await page.locator('[name="name"]').fill("Yeni Şəhər");
  await expect(page.locator('[name="regionId"] option:checked')).toHaveText("Boş Rayon");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/doctors\/new/);
  await expect(page.locator('[name="firstName"]')).toHaveValue("Tural");
  await expect(page.locator('[name="specializationId"] option:checked')).toHaveText("Paediatrician");
  await expect(page.locator('[name="regionId"] option:checked')).toHaveText("Boş Rayon");
  await expect(page.locator('[name="cityId"] option:checked')).toHaveText("Yeni Şəhər");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => url.pathname === "/doctors");
  await expect(page.getByRole("row", { name: /Kərimov/ })).toBeVisible();
});

test("deleting a region that doctors use is refused, says how many use it and leads to them", async ({
  page,
}) => {
  await addDoctor(page, {
    firstName: "Kamran",
    lastName: "Quliyev",
    specialization: "Surgeon",
    region: "Sumgayit",
    city: "Sumgayit",
  });
  await openRegion(page, "Sumgayit");
  await page.getByRole("link", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The region “Sumgayit” cannot be deleted");
  await expect(page.getByRole("main").getByRole("button", { name: /delete/i })).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "1 doctor" }).click();
  await page.waitForURL(/\/doctors\?region=/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody tr")).toContainText("Quliyev");
});

test("archived instead, it is not offered any more and stays with the doctors who have it", async ({
  page,
}) => {
  await openRegion(page, "Sumgayit");
  await page.getByRole("link", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Region archived.").first()).toBeVisible();
  await page.goto("/doctors/new");
  await expect(page.locator('[name="regionId"] option', { hasText: "Ganja" })).toHaveCount(1);
  await expect(page.locator('[name="regionId"] option', { hasText: "Sumgayit" })).toHaveCount(0);
  await page.goto("/doctors?q=quliyev");
  await expect(page.locator("tbody tr")).toContainText("Sumgayit");
});

test("a region that nobody uses is deleted after asking", async ({ page }) => {
  await page.goto("/reference/regions/new");
  await page.locator('[name="name"]').fill("Artıq Rayon");
  await page.locator('[name="code"]').fill("ART");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/reference\/regions(\?|$)/);
  await openRegion(page, "Artıq Rayon");
  await page.getByRole("link", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(/\/reference\/regions(\?|$)/);
  expect(await queryCompany(slug, "SELECT count(*) AS n FROM regions WHERE code = 'ART'")).toEqual([
    { n: 0 },
  ]);
});

test("what was deleted from the catalogue's rows stays deleted, populated and synchronized", async ({
  page,
}) => {
  await page.goto("/reference/specializations?q=DERM");
  await page.locator("tbody th a").first().click();
  await page.getByRole("link", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(/\/reference\/specializations(\?|$)/);
  const count = "SELECT count(*) AS n, sum(origin = 'company') AS own FROM specializations";
  const [before] = await queryCompany(slug, count);
  const asked = async (...command: string[]) =>
    JSON.parse(await medadmin("tenants", ...command, "--company", slug, "--json"));
  // Others add to the catalogue meanwhile, so that something may well come.
  expect(await asked("populate")).toMatchObject([{ slug, error: null }]);
  expect(await asked("sync-reference")).toMatchObject({ companies: [{ slug, error: null }] });
  expect(await queryCompany(slug, count)).toEqual([before]);
  await page.goto("/doctors/new");
  await expect(page.locator('[name="specializationId"] option', { hasText: "Dermatologist" })).toHaveCount(0);
});

test("the server checks the chain again: a city of another region is refused", async ({ page }) => {
  await page.goto("/doctors/new");
  await fillDoctor(page, {
    firstName: "Yanlış",
    lastName: "Zəncir",
    specialization: "Surgeon",
    region: "Ganja",
    city: "Ganja",
  });
  const baku = (await queryCompany(slug, "SELECT id FROM regions WHERE code = 'BAK'"))[0]?.id;
  // A browser that lies: the page offers no city of another region.
  await page.locator('[name="regionId"]').evaluate((select, id) => {
    for (const option of (select as HTMLSelectElement).options)
      if (option.selected) option.value = String(id);
  }, baku);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator('[data-field="cityId"]')).toContainText("not in the chosen region");
  expect(await queryCompany(slug, "SELECT count(*) AS n FROM doctors WHERE last_name = 'Zəncir'")).toEqual([
    { n: 0 },
  ]);
});

async function openRegion(page: Page, name: string): Promise<void> {
  await page.goto(`/reference/regions?q=${encodeURIComponent(name)}`);
  await page.locator("tbody th a", { hasText: name }).first().click();
  await page.waitForURL(/\/reference\/regions\/.+\/edit/);
}
