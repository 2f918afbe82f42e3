import { anyTenantRef } from "../../registry";
import { type Migration, migrationsOf } from "../files";
import { type MigrationMethod, methodFor } from "../migrate-database";
import { type Candidate, countCurrent, readBehind } from "./candidates";
import { defaultRunOptions, type RunOptions } from "./run-options";

export interface PreviewedDatabase {
  readonly slug: string;
  readonly companyId: string;
  readonly from: string | null;
  /** Names of the migrations it would get. */
  readonly migrations: readonly string[];
  readonly method: MigrationMethod;
  /** Why nothing would be done with it; null when something would. */
  readonly problem: string | null;
}

export interface FleetMigrationPreview {
  readonly target: string;
  readonly current: number;
  readonly databases: readonly PreviewedDatabase[];
  /** Each migration that some database lacks, with its SQL. */
  readonly migrations: ReadonlyArray<Pick<Migration, "name" | "sha256" | "statements">>;
}

/** What a migration of the fleet would do, by what the registry says: no company's database is opened. */
export async function previewFleetMigration(
  asked: Partial<RunOptions> = {},
  migrations: readonly Migration[] = migrationsOf("tenant"),
): Promise<FleetMigrationPreview> {
  const options = { ...defaultRunOptions, ...asked };
  const target = migrations.at(-1)?.name ?? "";
  const databases: PreviewedDatabase[] = [];
  for (const candidate of await readBehind(options, target)) {
    databases.push(await preview(candidate, migrations, options.copies));
  }
  const wanted = new Set(databases.flatMap((database) => database.migrations));
  return {
    target,
    current: await countCurrent(options, target),
    databases,
    migrations: migrations.filter(({ name }) => wanted.has(name)),
  };
}

async function preview(
  candidate: Candidate,
  migrations: readonly Migration[],
  copies: boolean,
): Promise<PreviewedDatabase> {
  const { slug, companyId, state, schemaVersion } = candidate;
  const at = migrations.findIndex(({ name }) => name === schemaVersion);
  const problem =
    state !== "ready"
      ? `Its database is ${state}.`
      : at < 0 && schemaVersion !== null
        ? `This version of MedAdmin does not have its migration ${schemaVersion}.`
        : null;
  const method = await methodFor(anyTenantRef(candidate), copies, candidate.sizeBytes);
  const names = problem === null ? migrations.slice(at + 1).map(({ name }) => name) : [];
  return { slug, companyId, from: schemaVersion, migrations: names, method, problem };
}
