import { eq } from "drizzle-orm";
import { organization } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { readBusinessProfile } from "./queries";
import { organizationSubject } from "./subject";

/** Puts the business profile off; it stays within reach in the settings. Nothing to put off once it was saved or put off. */
export async function skipOnboarding(tx: TenantTx, now: Date): Promise<void> {
  const profile = await readBusinessProfile(tx);
  if (profile.profiledAt !== null || profile.onboardingSkippedAt !== null) return;
  await tx
    .update(organization)
    .set({ onboardingSkippedAt: now.getTime(), updatedAt: now.getTime() })
    .where(eq(organization.one, 1));
  await recordAudit(tx, { action: "onboarding.skipped", subject: organizationSubject(profile.name) });
}
