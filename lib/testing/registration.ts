import { registerCompany } from "@/lib/journeys/register-company";
import { registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { testPassword } from "./people";

/** A form that registers a hospital on the professional plan; nobody but this person may have the username. */
export function registration(username: string, given: Partial<Record<string, string>> = {}) {
  return registerCompanySchema.parse({
    companyName: `Hospital of ${username}`,
    companyEmail: "admin@example.com",
    phone: "+994 50 123 45 67",
    firstName: "Aysel",
    lastName: "Məmmədova",
    username,
    email: `${username}@example.com`,
    password: testPassword,
    planId: "professional",
    cycle: "month",
    ...given,
  });
}

/** The hospital of such a form in the running engine, whose plans are seeded. */
export function registerHospital(
  username: string,
  now: Date,
  given: Parameters<typeof registration>[1] = {},
) {
  return registerCompany(registration(username, given), {
    address: null,
    requestId: null,
    now,
    locale: "az",
  });
}
