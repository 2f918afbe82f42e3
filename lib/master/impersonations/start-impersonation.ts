import { and, eq, gt } from "drizzle-orm";
import { companies, impersonations, sessions, users } from "@/drizzle/master/schema";
import { type MasterDb, type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { AlreadyInCompany, CompanyNotEnterable, OnlyToRead, SessionOver } from "./errors";
import { impersonationIn } from "./possible-in";
import { type CompanyEntry, longestStay } from "./schema";

export interface StartImpersonation extends CompanyEntry {
  readonly adminId: string;
  readonly sessionId: string;
  /** Where it began. */
  readonly returnPath: string;
}

export interface StartedImpersonation {
  readonly id: string;
  readonly company: { readonly id: string; readonly name: string };
  /** Ms UTC. */
  readonly expiresAt: number;
}

/**
 * Puts a master admin's session into a company, for half an hour at most.
 * @param actedFor the company's owner, whom the platform's audit names beside the admin
 * @throws SessionOver, AlreadyInCompany, NotFound `company`, CompanyNotEnterable, OnlyToRead
 */
export async function startImpersonation(
  tx: MasterTx,
  input: StartImpersonation,
  actedFor: { name: string } | null,
  now: Date,
): Promise<StartedImpersonation> {
  const company = await checkEntry(tx, input, now);
  const { adminId, sessionId, reason, mode, returnPath } = input;
  const [id, startedAt] = [newId(), now.getTime()];
  const expiresAt = startedAt + longestStay;
  await tx
    .insert(impersonations)
    .values({ id, adminId, companyId: company.id, reason, mode, returnPath, startedAt, expiresAt });
  await tx.update(sessions).set({ impersonationId: id }).where(eq(sessions.id, sessionId));
  await recordAudit(tx, {
    action: "impersonation.started",
    subject: { type: "impersonation", id, label: company.name },
    changes: { reason: [null, reason], mode: [null, mode], actedFor: [null, actedFor?.name ?? null] },
    companyId: company.id,
  });
  return { id, company, expiresAt };
}

/** Whether it may begin now. The form asks before it takes a second factor's code, which is used up by asking. */
export async function checkEntry(
  db: MasterDb | MasterTx,
  { adminId, sessionId, companyId, mode }: StartImpersonation,
  now: Date,
): Promise<{ id: string; name: string }> {
  const [session] = await db
    .select({
      isMasterAdmin: users.isMasterAdmin,
      userState: users.state,
      secondFactorAt: sessions.secondFactorAt,
      until: impersonations.expiresAt,
      endedAt: impersonations.endedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(impersonations, eq(impersonations.id, sessions.impersonationId))
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, adminId), gt(sessions.expiresAt, now.getTime())),
    );
  if (!session?.isMasterAdmin || session.userState !== "active" || session.secondFactorAt === null)
    throw new SessionOver();
  if (session.until !== null && session.endedAt === null && session.until > now.getTime())
    throw new AlreadyInCompany();
  const [company] = await db
    .select({ id: companies.id, name: companies.name, state: companies.state })
    .from(companies)
    .where(eq(companies.id, companyId));
  if (!company) throw new NotFound("company");
  const possible = impersonationIn(company.state);
  if (possible === null) throw new CompanyNotEnterable();
  if (possible === "read" && mode !== "read") throw new OnlyToRead();
  return { id: company.id, name: company.name };
}
