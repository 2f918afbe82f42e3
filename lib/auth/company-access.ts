import type { ImpersonationMode, Role } from "@/drizzle/master/schema/states";
import {
  type Actor,
  isReadable,
  neverWrote,
  type Seen,
  type TenantRef,
  toTenantRef,
  type WriteRestriction,
} from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { type EffectiveSubscription, effectiveSubscription } from "@/lib/master/companies/subscription-state";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { limitsOf, type PlanLimits } from "@/lib/master/plans/limits";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { allows, allowsImpersonating, isForSandbox, type Permission } from "./permissions";

type Found = NonNullable<FoundSession>;

/** Everything about who asks and for which company, except the opened database. */
export interface CompanyMember {
  readonly sessionId: string;
  readonly user: Found["user"] & { readonly name: string };
  /** `formId` is what a form carries: for which company, and for which of its databases, it was rendered. */
  readonly company: NonNullable<Found["company"]> & { readonly formId: string };
  readonly role: Role;
  readonly plan: { readonly id: string; readonly name: string };
  readonly limits: PlanLimits;
  readonly subscription: EffectiveSubscription;
  /** Set when a master admin entered the company; `user` is that admin then. */
  readonly impersonation: Impersonation | null;
  /** Whether they work in the company's sandbox: nothing of what they do there is real. */
  readonly inSandbox: boolean;
  readonly can: (permission: Permission) => boolean;
  readonly database: TenantRef;
  /** How far `user` wrote in it, for what a replica may answer them; null while they act for somebody else. */
  readonly seen: Seen | null;
}

/** A master admin in a company, while it lasts. */
export interface Impersonation {
  readonly id: string;
  readonly mode: ImpersonationMode;
  readonly reason: string;
  /** Ms UTC. */
  readonly expiresAt: number;
}

/** Why there is no workspace to show; each but the first three has a page of its own under `/workspace`. */
export type NoAccess =
  | "signedOut"
  | "impersonationOver"
  | "closed"
  | "none"
  | "suspended"
  | "closing"
  | "preparing"
  | "sandboxMaking"
  | "sandboxOver"
  | "sandboxNotInPlan"
  | "upgrading"
  | "unavailable";

/** Decides what a session may open now. */
export function companyAccess(found: FoundSession | null, now: Date): CompanyMember | NoAccess {
  if (!found) return "signedOut";
  const { company, plan, subscription, database, user } = found;
  const impersonation = currentImpersonation(found, now);
  if (found.impersonation && !impersonation) return "impersonationOver";
  const role = impersonation ? "owner" : found.role;
  if (!company || !role) return "none";
  if (company.state === "closed") return "closed";
  if (company.state === "suspended" && !impersonation) return "suspended";
  if (company.state === "closing" && !impersonation) return "closing";
  const inSandbox = found.session.inSandbox && !found.impersonation;
  if (inSandbox && company.state !== "provisioning") {
    // Never the company's own database instead, before they have been told.
    if (database.databaseId === null || database.state === "failed") return "sandboxOver";
    // It stays, so that it can be discarded, or used again under another plan.
    if (!plan?.hasSandbox) return "sandboxNotInPlan";
    if (database.state === "provisioning") return "sandboxMaking";
  }
  if (company.state === "provisioning" || database.state === "provisioning") return "preparing";
  if (database.state === "restoring") return "upgrading";
  const ref = openableRef(database);
  if (!ref || !plan || !subscription) return "unavailable";
  return {
    sessionId: found.session.id,
    user: { ...user, name: fullName(user) },
    company: { ...company, formId: inSandbox ? `${company.id}.${ref.databaseId}` : company.id },
    role,
    plan: { id: plan.id, name: plan.name },
    limits: limitsOf(subscription),
    subscription: effectiveSubscription(subscription, company.state, now),
    impersonation,
    inSandbox,
    can: (permission) => {
      if (inSandbox && !isForSandbox(permission)) return false;
      return impersonation ? allowsImpersonating(impersonation.mode, permission) : allows(role, permission);
    },
    database: ref,
    seen: impersonation ? null : (found.written ?? neverWrote),
  };
}

/** The impersonation a session is in now; null when there is none, or it is over. */
export function currentImpersonation(found: Found, now: Date): Impersonation | null {
  const { impersonation, company } = found;
  if (!found.user.isMasterAdmin || !impersonation) return null;
  if (impersonation.endedAt !== null || impersonation.expiresAt <= now.getTime()) return null;
  // Closed meanwhile: then there is nothing to be in, and the way out must not lead back in.
  const kept = company ? impersonationIn(company.state) : null;
  if (!kept) return null;
  const { id, reason, expiresAt } = impersonation;
  return { id, mode: kept === "read" ? "read" : impersonation.mode, reason, expiresAt };
}

/** What may be written while it lasts; null without one. */
export function restrictionOf(impersonation: Impersonation | null): WriteRestriction | null {
  return impersonation && { readOnly: impersonation.mode === "read", until: impersonation.expiresAt };
}

/** The joined columns are null together when no database is registered. */
function openableRef(row: Found["database"]): TenantRef | null {
  const { databaseId, companyId, purpose, state, generation, epoch, serverId, serverKind, serverUrl } = row;
  if (databaseId === null || companyId === null || purpose === null || generation === null) return null;
  // Who migrates or moves it keeps writers out; readers need not notice.
  if (state === null || !isReadable(state)) return null;
  if (epoch === null || serverId === null || serverKind === null || serverUrl === null) return null;
  return toTenantRef({
    ...row,
    databaseId,
    companyId,
    purpose,
    state,
    generation,
    epoch,
    serverId,
    serverKind,
    serverUrl,
  });
}

/**
 * Who the audit names.
 * @param actedFor the company's owner, in whose name an impersonating admin acts
 */
export function actorOf(
  { user, impersonation }: Pick<CompanyMember, "user" | "impersonation">,
  request: { address: string | null; requestId: string | null },
  actedFor: { id: string; name: string } | null,
): Actor {
  const { id, name } = user;
  const { address, requestId } = request;
  const restriction = restrictionOf(impersonation);
  if (!restriction) return { id, name, address, requestId };
  return {
    id: actedFor?.id ?? null,
    name: actedFor?.name ?? "–",
    impersonator: { id, name },
    restriction,
    address,
    requestId,
  };
}
