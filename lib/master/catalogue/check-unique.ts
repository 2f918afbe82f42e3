import { Duplicate } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import type { CatalogueValues } from "./columns";
import type { CatalogueRow } from "./entries";

const languages = ["nameAz", "nameEn", "nameRu"] as const;

/**
 * Two rows of one kind never have the same code, nor in the same place the same name in any language, however it is
 * spelled: companies could not tell them apart. Archived rows count: they come back.
 * @param rows all of the kind
 * @param id the row that is being edited
 * @throws Duplicate naming the other row
 */
export function checkUnique(rows: readonly CatalogueRow[], values: CatalogueValues, id = ""): void {
  const others = rows.filter((row) => row.id !== id);
  const neighbours = others.filter(({ parentId }) => parentId === values.parentId);
  for (const field of languages) {
    const folded = fold(values[field]);
    const other = neighbours.find((row) => fold(row[field]) === folded);
    refuse(field, values[field], other, other?.[field]);
  }
  const { code, isoCode } = values;
  const sameCode = others.find((row) => row.code === code);
  refuse("code", code, sameCode, sameCode?.nameAz);
  if (isoCode === null) return;
  const sameIso = others.find((row) => row.isoCode === isoCode);
  refuse("isoCode", isoCode, sameIso, sameIso?.nameAz);
}

function refuse(field: string, value: string, other: CatalogueRow | undefined, of = ""): void {
  if (!other) return;
  const message = other.archivedAt === null ? undefined : "errors.duplicateArchived";
  throw new Duplicate({ field, value, of }, message);
}
