import { type MasterTx, write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { requireEntry } from "./entries";
import type { CatalogueKind } from "./kinds";
import { catalogueEdit, catalogueInput } from "./schema";
import { seedCatalogue } from "./seed-catalogue";
import { stableId } from "./stable-id";

export const now = new Date("2026-11-21T10:00:00Z");
export const later = new Date("2026-11-22T10:00:00Z");

/** A master with the shipped catalogue in it. */
export async function catalogueMaster() {
  const master = await testMaster();
  const inWrite = <T>(work: (tx: MasterTx) => Promise<T>) => write(master.db, master.actor, work);
  await inWrite((tx) => seedCatalogue(tx, now));
  const shipped = (kind: CatalogueKind, code: string) => requireEntry(master.db, kind, stableId(kind, code));
  /** The form of a row as it is, with what a test changes in it. */
  const formOf = async (kind: CatalogueKind, code: string, change: Record<string, unknown> = {}) => {
    const row = await shipped(kind, code);
    const parents = { regionId: row.parentId, cityId: row.parentId };
    return catalogueEdit.parse({ ...row, ...parents, ...change });
  };
  return { ...master, inWrite, shipped, formOf };
}

export const regionForm = (change: Record<string, unknown> = {}) =>
  catalogueInput.parse({
    kind: "region",
    nameAz: "Ağdərə",
    nameEn: "Aghdara",
    nameRu: "Агдере",
    code: "agdr",
    isoCode: "",
    ...change,
  });
