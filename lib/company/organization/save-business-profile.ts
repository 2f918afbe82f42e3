import { eq } from "drizzle-orm";
import { organization } from "@/drizzle/tenant/schema";
import { staleVersion } from "@/lib/company/history/stale-version";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { Invalid } from "@/lib/domain/errors";
import { readBusinessProfile } from "./queries";
import type { BusinessProfileInput } from "./schema";
import { organizationSubject } from "./subject";

const fields = ["name", "businessNumber", "businessType", "legalStructure", "country", "foundedOn"] as const;

/** What is earlier is a typing error: the oldest pharmacies still at work are of the thirteenth century. */
const earliest = "1200-01-01";

/**
 * Keeps what a company says of itself. The first save ends the onboarding step; saving what is there already writes
 * nothing.
 * @param timeZone the company's, in which a date is today or still to come
 * @throws StaleVersion when somebody saved the profile after the form was opened
 * @throws Invalid `foundedOn` in the future, or before anything was founded
 */
export async function saveBusinessProfile(
  tx: TenantTx,
  { version, ...input }: BusinessProfileInput,
  now: Date,
  timeZone: string,
): Promise<void> {
  checkFounded(input.foundedOn, calendarDateIn(timeZone, now));
  const before = await readBusinessProfile(tx);
  if (before.version !== version)
    throw await staleVersion(tx, organizationSubject(before.name), before.updatedAt);
  const changes = Object.fromEntries(
    fields
      .filter((field) => before[field] !== input[field])
      .map((field) => [field, [before[field], input[field]] as const]),
  );
  if (before.profiledAt !== null && Object.keys(changes).length === 0) return;

  await tx
    .update(organization)
    .set({
      ...input,
      profiledAt: before.profiledAt ?? now.getTime(),
      version: version + 1,
      updatedAt: now.getTime(),
    })
    .where(eq(organization.one, 1));
  await recordAudit(tx, {
    action: before.profiledAt === null ? "organization.profiled" : "organization.edited",
    subject: organizationSubject(input.name),
    changes,
  });
}

function checkFounded(day: string | null, today: string): void {
  if (day === null) return;
  if (day > today) throw new Invalid("foundedOn", "errors.date.future");
  if (day < earliest) throw new Invalid("foundedOn", "errors.date.tooEarly");
}
