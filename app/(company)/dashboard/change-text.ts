import { isReferenceKind } from "@/lib/company/reference/kinds";
import { editPath } from "../reference/addresses";

/** Which sentence tells of an audited action: `dashboard.changes.<id>`. What is not listed is told in general words. */
export const toldActions = [
  "doctor.added",
  "doctor.edited",
  "doctor.archived",
  "doctor.restored",
  "doctor.exported",
  "doctor.generated",
  "region.added",
  "region.edited",
  "region.archived",
  "region.restored",
  "region.deleted",
  "city.added",
  "city.edited",
  "city.archived",
  "city.restored",
  "city.deleted",
  "clinic.added",
  "clinic.edited",
  "clinic.archived",
  "clinic.restored",
  "clinic.deleted",
  "specialization.added",
  "specialization.edited",
  "specialization.archived",
  "specialization.restored",
  "specialization.deleted",
  "subscription.changed",
  "member.added",
  "organization.registered",
  "organization.profiled",
  "organization.edited",
  "onboarding.skipped",
  "impersonation.started",
  "impersonation.ended",
] as const;

export function sentenceOf(action: string): (typeof toldActions)[number] | "other" {
  return toldActions.find((told) => told === action) ?? "other";
}

const pages: Partial<Record<string, string>> = {
  organization: "/settings",
  subscription: "/settings/plan",
  member: "/settings/members",
};

/** Where the thing that changed can be seen; null when it is gone. */
export function placeOf(change: { action: string; subjectType: string; subjectId: string }): string | null {
  if (change.action.endsWith(".deleted")) return null;
  const page = pages[change.subjectType];
  if (page !== undefined) return page;
  if (change.action === "doctor.exported" || change.action === "doctor.generated") return "/doctors";
  if (change.subjectType === "doctor") return `/doctors/${change.subjectId}`;
  return isReferenceKind(change.subjectType) ? editPath(change.subjectType, change.subjectId) : null;
}

/** A doctor's label ends in the code, which says little in a sentence. */
export const shortLabel = (label: string) => label.replace(/, D-\d+$/, "");

/** "Aysel Məmmədova" as "Aysel M.": who it was, in a narrow column. */
export function shortName(name: string): string {
  const [first = "", last = ""] = name.split(/\s+/);
  const initial = /^\p{L}/u.exec(last)?.[0];
  return initial === undefined ? first : `${first} ${initial}.`;
}
