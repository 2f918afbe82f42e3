import { isReferenceKind } from "@/lib/company/reference/kinds";
import { editPath } from "../reference/addresses";

const pages: Partial<Record<string, string>> = {
  organization: "/settings",
  subscription: "/settings/plan",
  member: "/settings/members",
  reference: "/reference",
  audit: "/settings/audit",
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

/** "Aysel Məmmədova" as "Aysel M.": who it was, in a narrow column. */
export function shortName(name: string): string {
  const [first = "", last = ""] = name.split(/\s+/);
  const initial = /^\p{L}/u.exec(last)?.[0];
  return initial === undefined ? first : `${first} ${initial}.`;
}
