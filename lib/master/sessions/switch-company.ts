import { and, eq, gt, isNull, ne, or } from "drizzle-orm";
import { companies, memberships, sessions, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";

export interface SwitchCompany {
  readonly user: { readonly id: string; readonly username: string };
  readonly sessionId: string;
  /** Where to. */
  readonly companyId: string;
}

/**
 * Lets a browser work in another of the person's companies, and remembers it for the next sign-in. The session stays
 * the same one and ends when it would have ended; its cookie has to be issued anew.
 * @throws NotFound `company` when they do not belong to it or it is closed
 * @throws DomainError `signedOut`; `impersonationRefused` before a company that was entered is left
 */
export async function switchCompany(
  tx: MasterTx,
  { user, sessionId, companyId }: SwitchCompany,
  now: Date,
): Promise<void> {
  const session = await requireFreeSession(tx, user.id, sessionId, now);
  const company = await requireOpenCompany(tx, user.id, companyId);
  await tx
    .update(users)
    .set({ lastCompanyId: companyId })
    .where(and(eq(users.id, user.id), or(isNull(users.lastCompanyId), ne(users.lastCompanyId, companyId))));
  if (session.companyId !== companyId) {
    // Whoever comes out of the sandbox of the one is not in that of the other, which they never asked to enter.
    await tx.update(sessions).set({ companyId, inSandbox: false }).where(eq(sessions.id, sessionId));
    await recordAudit(tx, {
      action: "session.switched",
      subject: { type: "user", id: user.id, label: user.username },
      changes: { company: [session.companyName, company.name] },
      companyId,
    });
  }
}

async function requireFreeSession(tx: MasterTx, userId: string, sessionId: string, now: Date) {
  const [session] = await tx
    .select({
      companyId: sessions.companyId,
      companyName: companies.name,
      impersonationId: sessions.impersonationId,
    })
    .from(sessions)
    .leftJoin(companies, eq(companies.id, sessions.companyId))
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, userId), gt(sessions.expiresAt, now.getTime())),
    );
  if (!session) throw new DomainError("signedOut");
  // Also when it is over: the way out leads through the page that says so.
  if (session.impersonationId !== null) throw new DomainError("impersonationRefused");
  return session;
}

async function requireOpenCompany(tx: MasterTx, userId: string, companyId: string) {
  const [company] = await tx
    .select({ name: companies.name, slug: companies.slug })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.companyId, companyId),
        ne(companies.state, "closed"),
      ),
    );
  if (!company) throw new NotFound("company");
  return company;
}
