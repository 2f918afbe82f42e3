import { type Migration, migrationsOf } from "../migrations/files";
import { expectedSchemas, tablesOfMasterOnly } from "./expected-schema";
import type { Knowledge } from "./knowledge";
import type { Schema } from "./schema-shape";

/** What a company's database should be like. */
export interface Expectation {
  readonly migrations: readonly Migration[];
  /** After each migration. */
  readonly schemas: readonly Schema[];
  readonly masterTables: ReadonlySet<string>;
}

export async function expectationOf({
  migrations = migrationsOf("tenant"),
}: Knowledge): Promise<Expectation> {
  const schemas = await expectedSchemas(migrations);
  return {
    migrations,
    schemas,
    masterTables: await tablesOfMasterOnly(schemaAfter(schemas, schemas.length)),
  };
}

/** After so many migrations; nothing before the first. */
export function schemaAfter(schemas: readonly Schema[], count: number): Schema {
  return (
    schemas[count - 1] ?? { tables: new Map(), indexes: new Map(), triggers: new Map(), views: new Map() }
  );
}
