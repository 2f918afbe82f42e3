/** What a masked sandbox does with a table: everything stays, nothing stays, or it is decided column by column. */
export type Treatment =
  | "emptied"
  | {
      /** Columns that are copied as they are, divided by spaces. */
      readonly kept: string;
      /** Columns that hold something about a person, each with the SQL that takes its place. */
      readonly masked?: Readonly<Record<string, string>>;
      /** Columns that are worked out of others, by `mask-copy.ts`. */
      readonly derived?: string;
    };

const row = "version created_at updated_at";
const names = "id name name_en name_ru name_folded search_folded name_sort origin catalogue_id archived_at";
/** A domain that never exists (RFC 2606): whatever sends a letter there sends it to nobody. */
const nobody = "sandbox.invalid";

/**
 * Every column of every table of a company's database. What a sandbox masks is how people are reached and what is
 * written about them; colleagues and doctors keep their names, which stand on the door, so that the copy can be worked
 * in. Patients, once there are any, keep nothing by which somebody could know them.
 *
 * A table or column that is not here is not copied unseen: making a masked sandbox is refused, and a test fails before.
 */
export const masking: Readonly<Record<string, Treatment>> = {
  /** What happened in the original, to whom: the sandbox begins an audit of its own. */
  audit_events: "emptied",
  cities: { kept: `${names} ${row} region_id` },
  /** An institution's address and telephone, not a person's. */
  clinics: { kept: `${names} ${row} city_id address phone` },
  counters: { kept: "name value created_at updated_at" },
  /** Follows `doctors` by its triggers. */
  doctor_terms: { kept: "doctor_id", derived: "term" },
  doctors: {
    kept: `id code first_name last_name gender category specialization_id region_id city_id clinic_id is_active archived_at name_sort ${row}`,
    masked: {
      phone: "NULL",
      email: `CASE WHEN email IS NOT NULL THEN lower(code) || '@${nobody}' END`,
      notes: "NULL",
    },
    derived: "search_folded",
  },
  identity: { kept: "one company_id database_id generation epoch fenced_at created_at updated_at" },
  members: {
    kept: "id first_name last_name is_owner created_at updated_at",
    masked: { email: `id || '@${nobody}'` },
  },
  organization: {
    kept: `one name business_number business_type legal_structure country founded_on owner_id profiled_at onboarding_skipped_at is_demo ${row}`,
  },
  performed_crossings: { kept: "id kind created_at updated_at" },
  /** Whole rows of any table, as a repair found them. */
  quarantined_rows: "emptied",
  reference_bases: { kept: "kind catalogue_id base edition withdrawn_at created_at updated_at" },
  reference_sync: { kept: "one edition synced_at created_at updated_at" },
  regions: { kept: `${names} ${row} code iso_code` },
  schema_guard: { kept: "migration violations_before violations_after" },
  schema_ledger: { kept: "name sha256 applied_at duration_ms" },
  specializations: { kept: `${names} ${row} code` },
  /** Answers to forms that were sent in the original. */
  submissions: "emptied",
};

/** @param columns by table, as a database has them. @returns `table.column` of what nobody has decided about */
export function undecided(columns: ReadonlyMap<string, readonly string[]>): string[] {
  return [...columns].flatMap(([table, found]) => {
    const treatment = masking[table];
    if (treatment === "emptied") return [];
    const known = treatment
      ? new Set([
          ...treatment.kept.split(" "),
          ...Object.keys(treatment.masked ?? {}),
          ...(treatment.derived?.split(" ") ?? []),
        ])
      : new Set<string>();
    return found.filter((column) => !known.has(column)).map((column) => `${table}.${column}`);
  });
}
