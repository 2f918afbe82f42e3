import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { medadmin, queryCompany } from "./support/command-line";
import { addDoctor, newRegistration, register, signIn } from "./support/company";

test.describe.configure({ mode: "serial" });

const hospital = newRegistration("City Hospital", "professional");
const clinic = newRegistration("County Clinic", "basic");
const slugs = new Map<string, string>();

interface Listed {
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly database: { readonly id: string } | string;
}

test("two companies in two browsers each see only their own doctors", async ({ browser }) => {
  const first = await browser.newContext();
  const second = await browser.newContext();
  const inHospital = await first.newPage();
  const inClinic = await second.newPage();

  await register(inHospital, hospital);
  await addDoctor(inHospital, doctor("Elçin", "İsmayılov"));
  await addDoctor(inHospital, doctor("Günel", "Həsənzadə"));

  await register(inClinic, clinic);
  await addDoctor(inClinic, doctor("Orxan", "Əliyev"));

  await inHospital.goto("/doctors");
  await expect(inHospital.getByText("İsmayılov")).not.toHaveCount(0);
  await expect(inHospital.getByText("Həsənzadə")).not.toHaveCount(0);
  await expect(inHospital.getByText("Əliyev")).toHaveCount(0);

  await inClinic.goto("/doctors");
  await expect(inClinic.getByText("Əliyev")).not.toHaveCount(0);
  await expect(inClinic.getByText("İsmayılov")).toHaveCount(0);

  await first.clearCookies();
  await inHospital.goto("/doctors");
  await expect(inHospital).toHaveURL(/\/login/);
  await signIn(inHospital, hospital);
  await inHospital.goto("/doctors");
  await expect(inHospital.getByText("İsmayılov")).not.toHaveCount(0);
  await expect(inHospital.getByText("Əliyev")).toHaveCount(0);
});

test("each company has a database file of its own", async () => {
  const listed: Listed[] = companiesOf(JSON.parse(await medadmin("tenants", "list", "--json")));
  for (const { companyEmail, companyName } of [hospital, clinic]) {
    const company = listed.find((one) => one.email === companyEmail);
    expect(company?.name).toBe(companyName);
    if (company) slugs.set(companyName, company.slug);
  }
  const files = readdirSync(join(process.env.E2E_DATA_DIR ?? "", "tenants")).filter((file) =>
    file.endsWith(".db"),
  );
  expect(files.length).toBeGreaterThanOrEqual(listed.length);
});

test("the database of one company holds nothing of the other", async () => {
  const names = async (company: string) =>
    (await queryCompany(slugs.get(company) ?? "", "SELECT last_name FROM doctors ORDER BY last_name")).map(
      (row) => row.last_name,
    );
  expect(await names("City Hospital")).toEqual(["Həsənzadə", "İsmayılov"]);
  expect(await names("County Clinic")).toEqual(["Əliyev"]);
});

function doctor(firstName: string, lastName: string) {
  return { firstName, lastName, specialization: "Cardiologist", region: "Baku", city: "Baku" };
}

function companiesOf(answer: unknown): Listed[] {
  return Array.isArray(answer) ? answer : ((answer as { companies: Listed[] }).companies ?? []);
}
