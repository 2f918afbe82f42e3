import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { parentKinds, type ReferenceKind } from "../kinds";
import type { HeldBase, HeldRow, Holdings } from "./holdings";
import type { BaseWrite, OpenLink, SyncChange, SyncConflict } from "./plan";
import { type CatalogueItem, type EntryValues, entryKey, itemsOf, sameValues } from "./values";

/** A plan while it is being made: what the company has, what the catalogue says, and what was decided so far. */
export class Draft {
  readonly changes: SyncChange[] = [];
  readonly conflicts: SyncConflict[] = [];
  readonly links: OpenLink[] = [];
  absent = 0;
  waiting = 0;
  readonly items: readonly CatalogueItem[];
  readonly rows: ReadonlyMap<string, HeldRow>;
  readonly bases: ReadonlyMap<string, HeldBase>;
  /** Rows that will be gone. */
  readonly gone = new Set<string>();
  /** What the catalogue is known to have said of an entry before. */
  readonly #formerly = new Map<string, EntryValues[]>();
  readonly #rowByEntry = new Map<string, HeldRow>();
  /** The company's row in which what lies below an entry lies. */
  readonly #places = new Map<string, string>();
  readonly #writes = new Map<string, BaseWrite>();
  readonly #below = new Map<string, HeldRow[]>();
  readonly #items = new Map<string, CatalogueItem>();

  constructor(
    readonly held: Holdings,
    readonly edition: CatalogueEdition,
    /** Ms UTC. */
    readonly now: number,
  ) {
    this.items = itemsOf(edition.catalogue);
    for (const item of this.items) this.#items.set(entryKey(item.kind, item.catalogueId), item);
    for (const { kind, catalogueId, values } of edition.formerly.flatMap(itemsOf)) {
      const key = entryKey(kind, catalogueId);
      this.#formerly.set(key, [...(this.#formerly.get(key) ?? []), values]);
    }
    this.rows = new Map(held.rows.map((row) => [row.id, row]));
    this.bases = new Map(held.bases.map((base) => [entryKey(base.kind, base.catalogueId), base]));
    for (const base of held.bases) this.#standIn(base);
    for (const row of held.rows) this.#enter(row);
  }

  itemOf(kind: ReferenceKind, catalogueId: string): CatalogueItem | undefined {
    return this.#items.get(entryKey(kind, catalogueId));
  }

  rowOf(kind: ReferenceKind, catalogueId: string): HeldRow | undefined {
    return this.#rowByEntry.get(entryKey(kind, catalogueId));
  }

  baseOf(kind: ReferenceKind, catalogueId: string): HeldBase | undefined {
    return this.bases.get(entryKey(kind, catalogueId));
  }

  formerValues(kind: ReferenceKind, catalogueId: string): readonly EntryValues[] {
    return this.#formerly.get(entryKey(kind, catalogueId)) ?? [];
  }

  rowsOf(kind: ReferenceKind): HeldRow[] {
    return this.held.rows.filter((row) => row.kind === kind && !this.gone.has(row.id));
  }

  /** Rows that lie in this one and stay. */
  below(rowId: string): HeldRow[] {
    return (this.#below.get(rowId) ?? []).filter(({ id }) => !this.gone.has(id));
  }

  /** The company's row for the place in which an entry of this kind lies; undefined when it has none. */
  placeOf(kind: ReferenceKind, { parentId }: Pick<EntryValues, "parentId">): string | null | undefined {
    const parentKind = parentKinds[kind];
    if (parentKind === null || parentId === null) return null;
    return this.#places.get(entryKey(parentKind, parentId));
  }

  /** From now on what lies below this entry lies in that row. */
  takesPlace(kind: ReferenceKind, catalogueId: string, rowId: string): void {
    this.#places.set(entryKey(kind, catalogueId), rowId);
  }

  nameOf(rowId: string | null | undefined): string | null {
    if (rowId === null || rowId === undefined) return null;
    const added = this.changes.find((change) => change.type === "added" && change.rowId === rowId);
    return this.rows.get(rowId)?.name ?? added?.name ?? null;
  }

  /** Remembers an entry; nothing is written when it is remembered like that already. */
  remember(kind: ReferenceKind, catalogueId: string, base: NonNullable<BaseWrite["base"]>): void {
    const key = entryKey(kind, catalogueId);
    const before = this.bases.get(key);
    const same =
      before !== undefined &&
      before.withdrawnAt === base.withdrawnAt &&
      before.twin?.id === base.twin?.id &&
      before.twin?.by === base.twin?.by &&
      before.twin?.declined === base.twin?.declined &&
      sameValues(before.values, base.values);
    if (same) this.#writes.delete(key);
    else this.#writes.set(key, { kind, catalogueId, base });
  }

  forget(kind: ReferenceKind, catalogueId: string): void {
    const key = entryKey(kind, catalogueId);
    if (this.bases.has(key)) this.#writes.set(key, { kind, catalogueId, base: null });
    else this.#writes.delete(key);
  }

  get baseWrites(): BaseWrite[] {
    return [...this.#writes.values()];
  }

  /** Cities may lie in the region of the company's own that has the catalogue's name, linked or not. */
  #standIn({ kind, catalogueId, twin }: HeldBase): void {
    if (twin?.by === "name" && this.rows.has(twin.id)) this.takesPlace(kind, catalogueId, twin.id);
  }

  #enter(row: HeldRow): void {
    if (row.catalogueId !== null) {
      this.#rowByEntry.set(entryKey(row.kind, row.catalogueId), row);
      this.takesPlace(row.kind, row.catalogueId, row.id);
    }
    if (row.parentId !== null) this.#below.set(row.parentId, [...(this.#below.get(row.parentId) ?? []), row]);
  }
}
