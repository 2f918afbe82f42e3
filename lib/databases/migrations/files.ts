import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type SchemaKind = "master" | "tenant";

export interface Migration {
  /** File name without `.sql`, such as `0000_foundation`; the order of names is the order of application. */
  readonly name: string;
  /** Of the file as it is, lower-case hex. */
  readonly sha256: string;
  readonly statements: readonly string[];
}

const loaded = new Map<string, readonly Migration[]>();

/** All migrations of one kind of database in order, read once per process. */
export function migrationsOf(kind: SchemaKind): readonly Migration[] {
  const cached = loaded.get(kind);
  if (cached) return cached;
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "drizzle", kind, "migrations");
  const migrations = readMigrations(folder);
  loaded.set(kind, migrations);
  return migrations;
}

/** The `.sql` files of a folder; statements are divided as drizzle-kit divides them. */
export function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      return {
        name: file.slice(0, -".sql".length),
        sha256: createHash("sha256").update(source).digest("hex"),
        statements: source
          .split("--> statement-breakpoint")
          .map((statement) => statement.trim())
          .filter((statement) => statement.length > 0),
      };
    });
}

/** Name of the newest migration: the schema version this code writes. */
export function newestMigration(kind: SchemaKind): string {
  const newest = migrationsOf(kind).at(-1);
  if (!newest) throw new Error(`There are no ${kind} migrations.`);
  return newest.name;
}
