import { listUrl } from "@/app/_ui/list-url";
import type { CatalogueKind } from "@/lib/master/catalogue/kinds";

/** How the kinds stand in addresses. */
const segments = {
  region: "regions",
  city: "cities",
  clinic: "clinics",
  specialization: "specializations",
} as const satisfies Record<CatalogueKind, string>;

/** The kind of `/master-admin/catalogue/cities`; null for a page that does not exist. */
export function kindOf(segment: string): CatalogueKind | null {
  const found = Object.entries(segments).find(([, name]) => name === segment);
  return found ? (found[0] as CatalogueKind) : null;
}

export const listPath = (kind: CatalogueKind) => `/master-admin/catalogue/${segments[kind]}`;
export const newPath = (kind: CatalogueKind) => `${listPath(kind)}/new`;
export const entryPath = (kind: CatalogueKind, id: string) => `${listPath(kind)}/${id}`;
/** Everything that lies in a region or a city. */
export const belowPath = (childKind: CatalogueKind, parentId: string) =>
  listUrl(listPath(childKind), { parent: parentId, state: "all" });
