import { and, eq } from "drizzle-orm";
import { memberships, users } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { endSessionsOfUser } from "@/lib/master/sessions/end-sessions";
import { type CompanyEvent, recordCompanyEvent } from "./company-event";
import { openCompanyRow } from "./open-company";
import type { OwnerAccess } from "./schema";

/** @throws NotFound `member` for anybody who does not own the company */
export async function requireCompanyOwner(
  master: MasterDb | MasterTx,
  { companyId, userId }: Pick<OwnerAccess, "companyId" | "userId">,
): Promise<{ id: string; name: string }> {
  const [owner] = await master
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
      ),
    );
  if (!owner) throw new NotFound("member");
  return { id: owner.id, name: fullName(owner) };
}

/**
 * Records that an owner was sent a new way in, and with `endSessions` signs them out wherever they are signed in. The
 * link itself is mailed to them and seen by nobody else.
 * @throws NotFound `company`, `member`
 */
export async function resetOwnerAccess(
  tx: MasterTx,
  { endSessions, ...asked }: OwnerAccess,
): Promise<CompanyEvent> {
  const company = await openCompanyRow(tx, asked.companyId);
  const owner = await requireCompanyOwner(tx, asked);
  const ended = endSessions ? await endSessionsOfUser(tx, owner.id, null) : 0;
  return recordCompanyEvent(
    tx,
    company,
    endSessions ? "company.owner-access-reset" : "company.owner-access-sent",
    { owner: [null, owner.name], ...(endSessions && { sessionsEnded: [null, ended] }) },
  );
}
