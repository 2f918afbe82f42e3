import type { MasterTx } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { catalogue } from "./catalogue";
import { type CatalogueValues, insertEntries, updateEntry } from "./columns";
import { type CatalogueRow, entriesOf } from "./entries";
import { type CatalogueKind, catalogueKinds } from "./kinds";
import type { CatalogueVersion } from "./queries";
import { recordCatalogueVersion } from "./record-version";

type Shipped = CatalogueValues & { readonly id: string };

/**
 * Brings the catalogue this version ships into the master database: adds what is missing, corrects what differs,
 * removes nothing. What a master admin edited or added is theirs and stays as it is; what they archived stays
 * archived. An edition whose rows differ from the last recorded one gets a new version.
 */
export async function seedCatalogue(tx: MasterTx, now: Date): Promise<CatalogueVersion> {
  /** The row that stands for each shipped one: its own, or the one somebody made first. */
  const inPlace = new Map<string, string>();
  for (const kind of catalogueKinds) {
    const stored = new Stored(await entriesOf(tx, kind));
    const missing: Shipped[] = [];
    for (const each of shippedOf(kind)) {
      const parentId = each.parentId === null ? null : (inPlace.get(each.parentId) ?? each.parentId);
      const shipped = { ...each, parentId };
      const own = stored.find(shipped);
      inPlace.set(shipped.id, own?.id ?? shipped.id);
      if (!own) missing.push(shipped);
      else if (own.editedAt === null && differs(own, shipped) && !stored.isTaken(shipped.isoCode, own.id))
        await updateEntry(tx, kind, { ...shipped, id: own.id, editedAt: null });
    }
    if (missing.length > 0)
      await insertEntries(
        tx,
        kind,
        missing.map((row) => ({ ...row, editedAt: null })),
      );
  }
  return recordCatalogueVersion(tx, now);
}

/** What the master has of one kind, by everything that must stay unique. */
class Stored {
  readonly #byId = new Map<string, CatalogueRow>();
  readonly #byCode = new Map<string, CatalogueRow>();
  readonly #byIso = new Map<string, CatalogueRow>();
  readonly #byName = new Map<string, CatalogueRow>();

  constructor(rows: readonly CatalogueRow[]) {
    for (const row of rows) {
      this.#byId.set(row.id, row);
      this.#byCode.set(row.code, row);
      if (row.isoCode !== null) this.#byIso.set(row.isoCode, row);
      this.#byName.set(nameKey(row), row);
    }
  }

  /** Its code may have been edited, or another row may have its code, its ISO code or, in the same place, its name. */
  find(shipped: Shipped): CatalogueRow | undefined {
    return (
      this.#byId.get(shipped.id) ??
      this.#byCode.get(shipped.code) ??
      (shipped.isoCode === null ? undefined : this.#byIso.get(shipped.isoCode)) ??
      this.#byName.get(nameKey(shipped))
    );
  }

  isTaken(isoCode: string | null, exceptId: string): boolean {
    const row = isoCode === null ? undefined : this.#byIso.get(isoCode);
    return row !== undefined && row.id !== exceptId;
  }
}

const nameKey = ({ parentId, nameAz }: CatalogueValues) => `${parentId ?? ""} ${fold(nameAz)}`;

function differs(row: CatalogueRow, shipped: Shipped): boolean {
  return (["nameAz", "nameEn", "nameRu", "isoCode", "parentId"] as const).some(
    (field) => row[field] !== shipped[field],
  );
}

function shippedOf(kind: CatalogueKind): readonly Shipped[] {
  const alone = { isoCode: null, parentId: null };
  switch (kind) {
    case "region":
      return catalogue.regions.map((row) => ({ ...alone, ...row }));
    case "city":
      return catalogue.cities.map(({ regionId, ...row }) => ({ ...alone, ...row, parentId: regionId }));
    case "clinic":
      return catalogue.clinics.map(({ cityId, ...row }) => ({ ...alone, ...row, parentId: cityId }));
    case "specialization":
      return catalogue.specializations.map((row) => ({ ...alone, ...row }));
  }
}
