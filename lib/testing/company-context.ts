import { allows } from "@/lib/auth/permissions";
import type { CompanyContext } from "@/lib/auth/require-company";
import type { Actor, TenantDb } from "@/lib/databases";

/** What `requireCompany` hands out for the database of a test, whose company is on trial. */
export function companyContext(
  { db, actor }: { db: TenantDb; actor: Actor },
  given: Partial<CompanyContext> = {},
): CompanyContext {
  const role = given.role ?? "owner";
  return {
    sessionId: "session",
    impersonation: null,
    user: {
      id: actor.id ?? "",
      username: "aysel",
      email: "aysel@example.com",
      firstName: "Aysel",
      lastName: "Məmmədova",
      name: "Aysel Məmmədova",
      locale: "az",
      isMasterAdmin: false,
    },
    company: {
      id: "company-a",
      slug: "a",
      name: "A",
      code: null,
      state: "active",
      stateReason: null,
      timeZone: "Asia/Baku",
      currency: "AZN",
      formId: "company-a",
    },
    inSandbox: false,
    role,
    plan: { id: "basic", name: "Basic" },
    limits: { doctors: 100, users: 5, patients: 2_000, storageBytes: 1 },
    subscription: trialing,
    can: (permission) => allows(role, permission),
    db,
    actor,
    locale: "az",
    ...given,
  };
}

const trialing = {
  state: "trialing",
  trialEndsAt: 1,
  daysLeft: 1,
  periodEndsAt: null,
  graceEndsAt: null,
  blocksCreation: false,
} as const;
/** The subscription of a company that may change what it has, but add nothing. */
export const readOnly = { ...trialing, state: "read_only", daysLeft: null, blocksCreation: true } as const;
