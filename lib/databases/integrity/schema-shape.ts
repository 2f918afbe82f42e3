/** How a database is built, described so that two can be compared: written differently is not different. */
export interface Schema {
  readonly tables: ReadonlyMap<string, TableShape>;
  readonly indexes: ReadonlyMap<string, IndexShape>;
  readonly triggers: ReadonlyMap<string, CodeShape>;
  readonly views: ReadonlyMap<string, CodeShape>;
}

export interface TableShape {
  readonly name: string;
  /** As SQLite keeps it. */
  readonly sql: string;
  readonly columns: ReadonlyMap<string, ColumnShape>;
  readonly foreignKeys: readonly ForeignKeyShape[];
  readonly checks: readonly CheckShape[];
  /** Columns of UNIQUE constraints, each as `a, b`; primary keys stand with their columns. */
  readonly uniques: readonly string[];
  /** STRICT, WITHOUT ROWID, AUTOINCREMENT: those that hold. */
  readonly options: readonly string[];
}

export interface ColumnShape {
  readonly name: string;
  /** As declared, in capitals. */
  readonly type: string;
  readonly notNull: boolean;
  /** Normalised; null when there is none. */
  readonly default: string | null;
  /** Position in the primary key from 1; 0 outside it. */
  readonly primaryKey: number;
  readonly collation: string | null;
  readonly generated: boolean;
}

export interface ForeignKeyShape {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly onUpdate: string;
  readonly onDelete: string;
}

export interface CheckShape {
  readonly name: string | null;
  /** As written, for running it. */
  readonly sql: string;
  readonly normalised: string;
}

export interface IndexShape {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
  readonly unique: boolean;
  /** Columns or expressions with their order and collation, as written. */
  readonly items: readonly string[];
  /** Of a partial index, as written. */
  readonly where: string | null;
  readonly normalised: string;
}

/** A trigger or a view. */
export interface CodeShape {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
  readonly normalised: string;
}

/** Columns that are never null, whoever writes the row. */
export const timestamps: readonly string[] = ["created_at", "updated_at"];

export const primaryKeyOf = (table: TableShape): string[] =>
  [...table.columns.values()]
    .filter((column) => column.primaryKey > 0)
    .sort((a, b) => a.primaryKey - b.primaryKey)
    .map((column) => column.name);

/** `doctors (city_id, region_id) → cities (id, region_id)`. */
export function sayForeignKey({
  columns,
  parent,
  parentColumns,
  onUpdate,
  onDelete,
}: ForeignKeyShape): string {
  const actions = [onUpdate === "NO ACTION" ? "" : ` on update ${onUpdate}`].concat(
    onDelete === "NO ACTION" ? "" : ` on delete ${onDelete}`,
  );
  return `(${columns.join(", ")}) → ${parent} (${parentColumns.join(", ")})${actions.join("").toLowerCase()}`;
}
