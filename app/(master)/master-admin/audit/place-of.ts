import type { AuditEvent } from "@/lib/databases";

/** Where on the platform's side the record of an event can be seen; null when nowhere. */
export function placeOf({ subjectType, subjectId, companyId }: AuditEvent): string | null {
  if (subjectType === "company") return `/master-admin/companies/${subjectId}`;
  if (subjectType === "user" || subjectType === "member") return `/master-admin/users/${subjectId}`;
  if (subjectType === "plan") return "/master-admin/plans";
  if (subjectType === "companies") return "/master-admin/companies";
  return companyId === null ? null : `/master-admin/companies/${companyId}`;
}
