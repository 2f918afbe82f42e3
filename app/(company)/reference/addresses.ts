import { listUrl } from "@/app/_ui/list-url";
import { safeNext } from "@/lib/auth/safe-next";
import type { ReferenceKind } from "@/lib/company/reference/kinds";

/** How the kinds stand in addresses. */
const segments = {
  region: "regions",
  city: "cities",
  clinic: "clinics",
  specialization: "specializations",
} as const satisfies Record<ReferenceKind, string>;

/** The kind of `/reference/cities`; null for a page that does not exist. */
export function kindOf(segment: string): ReferenceKind | null {
  const found = Object.entries(segments).find(([, name]) => name === segment);
  return found ? (found[0] as ReferenceKind) : null;
}

export const listPath = (kind: ReferenceKind) => `/reference/${segments[kind]}`;
export const newPath = (kind: ReferenceKind, query: { return?: string } = {}) =>
  listUrl(`${listPath(kind)}/new`, query);
export const editPath = (kind: ReferenceKind, id: string) => `${listPath(kind)}/${id}/edit`;
export const deletePath = (kind: ReferenceKind, id: string) => `${listPath(kind)}/${id}/delete`;

/** Everyone who names a row: the addresses behind the counts. */
export const doctorsOf = (kind: ReferenceKind, id: string, query: { status?: "archived" } = {}) =>
  listUrl("/doctors", { [kind]: id, ...query });
export const citiesOf = (regionId: string) => listUrl(listPath("city"), { region: regionId, state: "all" });
export const clinicsOf = (cityId: string) => listUrl(listPath("clinic"), { city: cityId, state: "all" });

/** The form somebody came from to add what was missing there; only a path of this site is taken. */
export function returnPath(value: unknown): string | null {
  return typeof value === "string" ? safeNext(value, "") || null : null;
}

/** Back to that form with the new row, `?clinic=ID`, so that it can be chosen there at once. */
export function returnWith(path: string, kind: ReferenceKind, id: string): string {
  const url = new URL(path, "http://site.invalid");
  url.searchParams.set(kind, id);
  return url.pathname + url.search + url.hash;
}
