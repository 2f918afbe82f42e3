import { and, eq, lt } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { homeCompany } from "./home-company";
import { absoluteLifetime, expiryOf } from "./lifetime";

export interface StartSession {
  readonly user: { readonly id: string; readonly username: string };
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The session this browser had until now; it ends. */
  readonly replaces: string | null;
}

export interface StartedSession {
  readonly id: string;
  readonly userId: string;
  readonly company: { readonly id: string; readonly slug: string } | null;
  readonly startedAt: Date;
  /** When it ends however much it is used. */
  readonly endsAt: Date;
}

/** Signs a browser in, in the company that is the person's home, with an id nobody had before. */
export async function startSession(tx: MasterTx, input: StartSession, now: Date): Promise<StartedSession> {
  const { user } = input;
  const at = now.getTime();
  await tx.delete(sessions).where(and(eq(sessions.userId, user.id), lt(sessions.expiresAt, at)));
  if (input.replaces) await tx.delete(sessions).where(eq(sessions.id, input.replaces));
  const company = await homeCompany(tx, user.id);
  const id = newId();
  await tx.insert(sessions).values({
    id,
    userId: user.id,
    companyId: company?.id ?? null,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: expiryOf({ createdAt: at }, now),
    address: input.address,
    userAgent: input.userAgent,
  });
  await recordAudit(tx, {
    action: "session.started",
    subject: { type: "user", id: user.id, label: user.username },
    ...(company && { companyId: company.id }),
  });
  return { id, userId: user.id, company, startedAt: now, endsAt: new Date(at + absoluteLifetime) };
}
