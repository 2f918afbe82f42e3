import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export interface Registration extends Person {
  readonly companyName: string;
  readonly companyEmail: string;
  readonly phone: string;
  readonly planId: "basic" | "professional" | "enterprise";
}

/** A registration nobody made before: the parts that must be unique end in a random word. */
export function newRegistration(
  companyName: string,
  planId: Registration["planId"] = "professional",
): Registration {
  const word = randomUUID().slice(0, 8);
  return {
    companyName,
    companyEmail: `office-${word}@example.com`,
    phone: "+994 50 123 45 67",
    firstName: "Aysel",
    lastName: "Məmmədova",
    username: `aysel-${word}`,
    email: `aysel-${word}@example.com`,
    password: "amber harbour 42 quilt",
    planId,
  };
}

/** From the pricing page to the onboarding step, as a visitor does it. */
export async function register(
  page: Page,
  registration: Registration,
  pricing: "/pricing" | "/subscription/plans" = "/pricing",
): Promise<void> {
  await page.goto(pricing);
  await page.locator(`a[href*="/register"][href*="plan=${registration.planId}"]`).first().click();
  await page.waitForURL(/\/register/);
  await fillRegistration(page, registration);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.waitForURL(/\/onboarding/, { timeout: 30_000 });
}

export async function fillRegistration(page: Page, registration: Registration): Promise<void> {
  const fields = [
    "companyName",
    "companyEmail",
    "phone",
    "firstName",
    "lastName",
    "username",
    "email",
  ] as const;
  for (const name of [...fields, "password"] as const) {
    await page.locator(`[name="${name}"]`).fill(registration[name]);
  }
}

export interface DoctorFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly specialization: string;
  readonly region: string;
  readonly city: string;
}

/** Adds a doctor by the form; ends on the list, which has them on top. */
export async function addDoctor(page: Page, doctor: DoctorFields): Promise<void> {
  await page.goto("/doctors/new");
  await fillDoctor(page, doctor);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => url.pathname === "/doctors");
}

/** Fills the doctor form by what people read in it. */
export async function fillDoctor(page: Page, doctor: DoctorFields): Promise<void> {
  await page.locator('[name="firstName"]').fill(doctor.firstName);
  await page.locator('[name="lastName"]').fill(doctor.lastName);
  await page.locator('[name="specializationId"]').selectOption({ label: doctor.specialization });
  await page.locator('[name="regionId"]').selectOption({ label: doctor.region });
  await page.locator('[name="cityId"]').selectOption({ label: doctor.city });
}
