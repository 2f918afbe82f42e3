import type { CompanyState, ImpersonationMode } from "@/drizzle/master/schema/states";
import { allows, allowsImpersonating, type Permission, permissions } from "./permissions";

export type Place = "a" | "b";

/** The whole of what decides about rights, small enough to be seen to be right. */
export interface Model {
  now: number;
  /** Null once the session is gone. Home is the company it works in by membership. */
  session: { home: Place | null; entered: Entered | null } | null;
  readonly member: Record<Place, boolean>;
  readonly state: Record<Place, CompanyState>;
}

interface Entered {
  place: Place;
  mode: ImpersonationMode;
  until: number;
  ended: boolean;
}

/** What a session may: where, which permissions, and what the databases themselves take from it. */
export interface Rights {
  readonly place: Place;
  readonly may: readonly Permission[];
  readonly writes: boolean;
}

export const stay = 30 * 60_000;
export const isLive = (model: Model, entered: Entered | null | undefined): entered is Entered =>
  !!entered && !entered.ended && entered.until > model.now;

export function rightsOf(model: Model): Rights | null {
  const { session, state, member } = model;
  if (!session) return null;
  const { entered, home } = session;
  if (entered) {
    const { place } = entered;
    if (!isLive(model, entered) || state[place] === "closed") return null;
    const mode = state[place] === "suspended" ? "read" : entered.mode;
    return { place, may: permissions.filter((p) => allowsImpersonating(mode, p)), writes: mode === "full" };
  }
  if (home === null || !member[home] || state[home] !== "active") return null;
  return { place: home, may: permissions.filter((p) => allows("staff", p)), writes: true };
}
