import type { CatalogueEntry } from "@/lib/domain/catalogue";
import { fold } from "@/lib/domain/folding";

/** A row the company has. */
export interface RowInPlace {
  readonly id: string;
  readonly catalogueId: string | null;
  readonly nameFolded: string;
  readonly parentId?: string | null;
  readonly code?: string;
}

/** Decides, for one kind, which entries of the catalogue a company lacks and which of its rows stand for the others. */
export class Placement<Entry extends CatalogueEntry> {
  inserted = 0;
  unchanged = 0;
  skipped = 0;
  readonly #parentOf: ((entry: Entry) => string | undefined) | null;
  readonly #idByCatalogueId = new Map<string, string>();
  readonly #idByName = new Map<string, string>();
  readonly #codes = new Set<string>();

  /** @param parentOf the company's id of the row above an entry; without it the kind has no parents */
  constructor(rows: RowInPlace[], parentOf: ((entry: Entry) => string | undefined) | null = null) {
    this.#parentOf = parentOf;
    for (const row of rows) {
      if (row.catalogueId !== null) this.#idByCatalogueId.set(row.catalogueId, row.id);
      this.#idByName.set(nameKey(row.parentId ?? "", row.nameFolded), row.id);
      if (row.code !== undefined) this.#codes.add(row.code);
    }
  }

  /** The company's row for a catalogue entry: its copy, or the row of the same name. */
  idOf(catalogueId: string): string | undefined {
    return this.#idByCatalogueId.get(catalogueId);
  }

  /** The rows to insert, as `make` builds them. */
  place<Row extends { id: string }>(
    entries: readonly Entry[],
    make: (lacking: { entry: Entry; parentId: string }) => Row,
  ): Row[] {
    const rows: Row[] = [];
    for (const entry of entries) {
      if (this.#idByCatalogueId.has(entry.id)) {
        this.unchanged++;
        continue;
      }
      const parentId = this.#parentOf ? this.#parentOf(entry) : "";
      const namesake =
        parentId === undefined ? undefined : this.#idByName.get(nameKey(parentId, fold(entry.nameAz)));
      if (namesake !== undefined) this.#idByCatalogueId.set(entry.id, namesake);
      if (parentId === undefined || namesake !== undefined || this.#codes.has(entry.code)) {
        this.skipped++;
        continue;
      }
      const row = make({ entry, parentId });
      this.#idByCatalogueId.set(entry.id, row.id);
      this.#idByName.set(nameKey(parentId, fold(entry.nameAz)), row.id);
      this.inserted++;
      rows.push(row);
    }
    return rows;
  }
}

const nameKey = (parentId: string, nameFolded: string) => `${parentId} ${nameFolded}`;
