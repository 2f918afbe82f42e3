import { z } from "zod";
import { members, organization } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";

const welcomePayload = z.object({
  companyName: z.string(),
  isDemo: z.boolean(),
  owner: z.object({ id: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() }),
});

/** The first rows of a company's database: the person who owns it, the company, and where the audit begins. */
export async function welcomeCompany(tx: TenantTx, payload: unknown): Promise<void> {
  const { companyName, isDemo, owner } = welcomePayload.parse(payload);
  await tx.insert(members).values({ ...owner, isOwner: true });
  await tx.insert(organization).values({ one: 1, name: companyName, ownerId: owner.id, isDemo });
  await recordAudit(tx, {
    action: "organization.registered",
    subject: { type: "organization", id: "organization", label: companyName },
  });
  await recordAudit(tx, {
    action: "member.added",
    subject: { type: "member", id: owner.id, label: fullName(owner) },
    changes: { role: [null, "owner"] },
  });
}
