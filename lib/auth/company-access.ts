import type { Role } from "@/drizzle/master/schema/states";
import { type Actor, type TenantRef, toTenantRef } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { type EffectiveSubscription, effectiveSubscription } from "@/lib/master/companies/subscription-state";
import { type PlanLimits, planLimits } from "@/lib/master/plans/limits";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { allows, type Permission } from "./permissions";

type Found = NonNullable<FoundSession>;

/** Everything about who asks and for which company, except the opened database. */
export interface CompanyMember {
  readonly sessionId: string;
  readonly user: Found["user"] & { readonly name: string };
  readonly company: NonNullable<Found["company"]>;
  readonly role: Role;
  readonly plan: { readonly id: string; readonly name: string };
  readonly limits: PlanLimits;
  readonly subscription: EffectiveSubscription;
  readonly can: (permission: Permission) => boolean;
  readonly database: TenantRef;
}

/** Why there is no workspace to show; each but the first two has a page of its own under `/workspace`. */
export type NoAccess =
  | "signedOut"
  | "closed"
  | "none"
  | "suspended"
  | "preparing"
  | "upgrading"
  | "unavailable";

/** Decides what a session may open now. */
export function companyAccess(found: FoundSession | null, now: Date): CompanyMember | NoAccess {
  if (!found) return "signedOut";
  const { company, role, plan, subscription, database, user } = found;
  if (!company || !role) return "none";
  if (company.state === "closed") return "closed";
  if (company.state === "suspended") return "suspended";
  if (company.state === "provisioning" || database.state === "provisioning") return "preparing";
  if (database.state === "migrating" || database.state === "moving" || database.state === "restoring")
    return "upgrading";
  const ref = openableRef(database);
  if (!ref || !plan || !subscription) return "unavailable";
  return {
    sessionId: found.session.id,
    user: { ...user, name: fullName(user) },
    company,
    role,
    plan: { id: plan.id, name: plan.name },
    limits: planLimits(plan),
    subscription: effectiveSubscription(subscription, company.state, now),
    can: (permission) => allows(role, permission),
    database: ref,
  };
}

/** The joined columns are null together when no database is registered. */
function openableRef(row: Found["database"]): TenantRef | null {
  const { databaseId, companyId, state, generation, epoch, serverId, serverKind, serverUrl } = row;
  if (databaseId === null || companyId === null || state !== "ready" || generation === null) return null;
  if (epoch === null || serverId === null || serverKind === null || serverUrl === null) return null;
  return toTenantRef({
    ...row,
    databaseId,
    companyId,
    state,
    generation,
    epoch,
    serverId,
    serverKind,
    serverUrl,
  });
}

export function actorOf(
  member: CompanyMember,
  request: { address: string | null; requestId: string | null },
): Actor {
  return {
    id: member.user.id,
    name: member.user.name,
    address: request.address,
    requestId: request.requestId,
  };
}
