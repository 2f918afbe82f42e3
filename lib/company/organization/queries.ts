import { eq } from "drizzle-orm";
import { members, organization } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

export type BusinessProfile = Awaited<ReturnType<typeof readBusinessProfile>>;

/**
 * The company as it describes itself, with the member who owns it.
 * @throws NotFound in a database that nobody was welcomed to
 */
export async function readBusinessProfile(db: TenantDb | TenantTx) {
  const [row] = await db
    .select({
      name: organization.name,
      businessNumber: organization.businessNumber,
      businessType: organization.businessType,
      legalStructure: organization.legalStructure,
      country: organization.country,
      foundedOn: organization.foundedOn,
      profiledAt: organization.profiledAt,
      onboardingSkippedAt: organization.onboardingSkippedAt,
      version: organization.version,
      updatedAt: organization.updatedAt,
      owner: { id: members.id, firstName: members.firstName, lastName: members.lastName },
    })
    .from(organization)
    .innerJoin(members, eq(members.id, organization.ownerId))
    .where(eq(organization.one, 1));
  if (!row) throw new NotFound("organization");
  return row;
}
