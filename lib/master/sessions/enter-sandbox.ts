import { and, eq, gt } from "drizzle-orm";
import { companies, memberships, sessions } from "@/drizzle/master/schema";
import { type MasterDb, type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { planHasSandbox } from "@/lib/master/fleet/sandboxes/require-sandbox-plan";

export interface SandboxVisit {
  readonly user: { readonly id: string; readonly username: string };
  readonly sessionId: string;
}

/**
 * Lets a browser work in the sandbox of its company from now on.
 * @throws NotFound `sandbox`; DomainError `sandboxNotInPlan`, `sandboxBusy` while it is being made or changed,
 * `signedOut`, `impersonationRefused`: nobody from the platform goes in
 */
export async function enterSandbox(tx: MasterTx, visit: SandboxVisit, now: Date): Promise<void> {
  const { companyId, company, inSandbox } = await requireOwnSession(tx, visit, now);
  await requireReadySandbox(tx, companyId);
  if (inSandbox) return;
  await set(tx, visit, { company, companyId }, true);
}

/** @throws NotFound `sandbox`; DomainError `sandboxNotInPlan`, `sandboxBusy` */
export async function requireReadySandbox(db: MasterDb | MasterTx, companyId: string): Promise<void> {
  const sandbox = await readSandbox(db, companyId);
  if (!sandbox) throw new NotFound("sandbox");
  if (!(await planHasSandbox(db, companyId))) throw new DomainError("sandboxNotInPlan");
  if (sandbox.state !== "ready" && sandbox.state !== "migrating") throw new DomainError("sandboxBusy");
}

/** Brings a browser back to its company's own database. Being there already is fine. @throws DomainError `signedOut` */
export async function leaveSandbox(tx: MasterTx, { user, sessionId }: SandboxVisit): Promise<void> {
  const [session] = await tx
    .select({ companyId: sessions.companyId, company: companies.name, inSandbox: sessions.inSandbox })
    .from(sessions)
    .leftJoin(companies, eq(companies.id, sessions.companyId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, user.id)));
  if (!session) throw new DomainError("signedOut");
  if (session.inSandbox) await set(tx, { user, sessionId }, session, false);
}

async function requireOwnSession(tx: MasterTx, { user, sessionId }: SandboxVisit, now: Date) {
  const [session] = await tx
    .select({
      companyId: companies.id,
      company: companies.name,
      inSandbox: sessions.inSandbox,
      impersonationId: sessions.impersonationId,
    })
    .from(sessions)
    .innerJoin(companies, eq(companies.id, sessions.companyId))
    .innerJoin(memberships, and(eq(memberships.companyId, companies.id), eq(memberships.userId, user.id)))
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, user.id), gt(sessions.expiresAt, now.getTime())),
    );
  if (!session) throw new DomainError("signedOut");
  if (session.impersonationId !== null) throw new DomainError("impersonationRefused");
  return session;
}

async function set(
  tx: MasterTx,
  { user, sessionId }: SandboxVisit,
  { companyId, company }: { companyId: string | null; company: string | null },
  inSandbox: boolean,
): Promise<void> {
  await tx.update(sessions).set({ inSandbox }).where(eq(sessions.id, sessionId));
  const subject = { type: "user", id: user.id, label: user.username };
  const changes = { company: [null, company] } as const;
  const about = companyId === null ? {} : { companyId };
  if (inSandbox) await recordAudit(tx, { action: "session.sandbox-entered", subject, changes, ...about });
  else await recordAudit(tx, { action: "session.sandbox-left", subject, changes, ...about });
}
