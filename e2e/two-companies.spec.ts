import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { companyWith, type ListedCompany, medadmin, queryCompany } from "./support/command-line";
import { addDoctor, newRegistration, register } from "./support/company";
import { signIn } from "./support/session";

test.describe.configure({ mode: "serial" });

const hospital = newRegistration("City Hospital", "professional");
const clinic = newRegistration("County Clinic", "basic");

test("two companies in two browsers each see only their own doctors", async ({ browser }) => {
  const first = await browser.newContext();
  const second = await browser.newContext();
  const inHospital = await first.newPage();
  const inClinic = await second.newPage();

  await register(inHospital, hospital, "/subscription/plans");
  await addDoctor(inHospital, doctor("Elçin", "İsmayılov"));
  await addDoctor(inHospital, doctor("Günel", "Həsənzadə"));
  await signOut(inHospital);

  await register(inClinic, clinic);
  await addDoctor(inClinic, doctor("Orxan", "Əliyev"));
  expect(await doctorsIn(inClinic)).toEqual(["Orxan Əliyev"]);

  await inHospital.goto("/doctors");
  await expect(inHospital, "signed out, nobody's doctors are seen").toHaveURL(/\/login\?next=%2Fdoctors/);
  await signIn(inHospital, hospital.username, hospital.password);
  expect(await doctorsIn(inHospital)).toEqual(["Elçin İsmayılov", "Günel Həsənzadə"]);
  expect(await doctorsIn(inClinic)).toEqual(["Orxan Əliyev"]);
});

test("each company has one database file of its own", async () => {
  const listed: ListedCompany[] = JSON.parse(await medadmin("tenants", "list", "--json"));
  const own = [hospital, clinic].map(({ companyEmail }) =>
    listed.filter((company) => company.email === companyEmail),
  );
  expect(own.map(([company]) => company?.name)).toEqual(["City Hospital", "County Clinic"]);
  expect(own.map((found) => found.length)).toEqual([1, 1]);

  const places = listed.map((company) => basename(company.database.place));
  expect(new Set(places).size, "no two share a file").toBe(listed.length);
  const files = readdirSync(join(process.env.E2E_DATA_DIR ?? "", "tenants"));
  for (const place of places) expect(files.filter((file) => file === place)).toHaveLength(1);
});

test("the list of companies is as readable as the seed's", async () => {
  const { slug } = await companyWith(clinic.companyEmail);
  const block = (await medadmin("tenants", "list")).split("\n\n").find((text) => text.includes(slug)) ?? "";
  expect(block).toMatch(/^\d+\. County Clinic$/m);
  for (const line of [
    `Slug: ${slug}`,
    `Email: ${clinic.companyEmail}`,
    "Status: Active",
    "Users: 1",
    "Subscription: Basic (trial)",
    "Days remaining: 14",
  ])
    expect(block).toContain(line);
  expect(block).toMatch(/Database: .+\.db/);
});

test("the database of one company holds nothing of the other", async () => {
  const names = async (email: string) => {
    const { slug } = await companyWith(email);
    const sql = "SELECT last_name FROM doctors ORDER BY code";
    const answer = JSON.parse(await medadmin("tenants", "query", "--json", "--company", slug, sql));
    return answer.rows.map((row: { last_name: string }) => row.last_name);
  };
  expect(await names(hospital.companyEmail)).toEqual(["İsmayılov", "Həsənzadə"]);
  expect(await names(clinic.companyEmail)).toEqual(["Əliyev"]);
});

test("a query from the command line reads only", async () => {
  const { slug } = await companyWith(clinic.companyEmail);
  const refused = await medadmin("tenants", "query", "--company", slug, "DELETE FROM doctors").catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(refused).toMatchObject({ code: 1 });
  expect(await queryCompany(slug, "SELECT count(*) AS doctors FROM doctors")).toEqual([{ doctors: 1 }]);
});

function doctor(firstName: string, lastName: string) {
  return { firstName, lastName, specialization: "Cardiologist", region: "Baku", city: "Baku" };
}

/** The names as they are listed, without the code beside them. */
async function doctorsIn(page: Page): Promise<string[]> {
  await page.goto("/doctors?sort=code");
  return page
    .locator("tbody th a")
    .evaluateAll((links) =>
      links.map((link) =>
        [...link.childNodes].map((node) => (node.nodeType === 3 ? node.textContent : "")).join(""),
      ),
    );
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("complementary").locator("summary").last().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
}
