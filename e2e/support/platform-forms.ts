import { readFileSync } from "node:fs";
import { actionOf, type FormPost, withFields } from "./form-posts";
import { queryMaster } from "./master-database";
import { dayIn } from "./words";

interface BuiltAction {
  readonly filename: string;
  readonly exportedName: string;
}

/** The server actions that the platform's pages bring, as the build at hand names them. */
export function platformActions(): ReadonlyMap<string, string> {
  const file = ".next/server/server-reference-manifest.json";
  const { node } = JSON.parse(readFileSync(file, "utf8")) as { node: Record<string, BuiltAction> };
  const own = Object.entries(node).filter(([, { filename }]) => filename.startsWith("app/(master)/"));
  return new Map(own.map(([id, { filename, exportedName }]) => [id, `${exportedName} of ${filename}`]));
}

/** The call of an action that no page offers now, made out of another action's `form`. */
export function forged(
  form: FormPost,
  page: string,
  actionId: string,
  fields: Readonly<Record<string, string>>,
): FormPost {
  const own = form.fields
    .filter(([name]) => name.startsWith("$ACTION_"))
    .map(([name, value]): [string, string] =>
      name.endsWith(":0") ? [name, JSON.stringify({ ...JSON.parse(value), id: actionId })] : [name, value],
    );
  return withFields({ page, action: page, fields: own }, fields);
}

/** One form for each action that none of the `known` forms has. */
export function newActionsOf(forms: readonly FormPost[], known: readonly FormPost[]): FormPost[] {
  const seen = new Set<string | undefined>([undefined, ...known.map(actionOf)]);
  return forms.filter((form) => {
    const action = actionOf(form);
    if (seen.has(action)) return false;
    seen.add(action);
    return true;
  });
}

/** The form with everything filled in that it needs to change something. */
export function filledForPlatform(form: FormPost, word: string): FormPost {
  const texts = ["name", "nameAz", "nameEn", "nameRu", "text", "firstName", "lastName", "reference", "note"];
  const answers: Record<string, string> = {
    ...Object.fromEntries(texts.map((text) => [text, `Filled ${word}`])),
    reason: "It was asked for on the telephone",
    code: word.toUpperCase().slice(0, 10),
    email: `${word}@filled.example`,
    phone: "+994 50 765 43 21",
    trialEndsAt: dayIn(90),
    amount: "10",
    planId: "enterprise",
    cycle: "year",
    monthlyPrice: "10",
    yearlyPrice: "100",
    maxDoctors: "50",
    company: "outside-house",
    role: "viewer",
    cityId: String(queryMaster("SELECT id FROM catalogue_cities ORDER BY id LIMIT 1")[0]?.id),
    ...(form.page.endsWith("/plans/new") && { id: word }),
    submissionKey: crypto.randomUUID(),
  };
  const asked = Object.entries(answers).filter(([name]) => form.fields.some(([field]) => field === name));
  return withFields(form, Object.fromEntries(asked));
}

/** What these people did in the platform's audit, and everything the platform's forms could change of what is here. */
export function tracesOf(of: {
  actors: readonly string[];
  companyIds: readonly string[];
  personIds: readonly string[];
  planId: string;
  clinicId: string;
}): unknown {
  const rows = (table: string, column: string, values: readonly string[]) =>
    queryMaster(
      `SELECT * FROM ${table} WHERE ${column} IN (${values.map(() => "?").join()}) ORDER BY 1, 2`,
      ...values,
    );
  const users = rows("users", "id", of.personIds).map(({ updated_at: _, ...user }) => user);
  return {
    users,
    audit: [
      rows("audit_events", "actor_id", of.actors),
      rows("audit_events", "impersonator_id", of.actors),
    ].map((events) => events.map(({ action, subject_label }) => `${action} ${subject_label}`)),
    companies: rows("companies", "id", of.companyIds),
    subscriptions: rows("subscriptions", "company_id", of.companyIds),
    members: rows("memberships", "company_id", of.companyIds),
    places: rows("memberships", "user_id", of.personIds),
    removals: rows("company_removals", "company_id", of.companyIds),
    jobs: rows("jobs", "requested_by_id", of.actors).map(({ kind }) => kind),
    runs: rows("migration_runs", "user_id", of.actors).length,
    notes: rows("company_notes", "company_id", of.companyIds),
    links: rows("access_links", "user_id", of.personIds),
    factors: rows("second_factors", "user_id", of.personIds).map(({ user_id }) => user_id),
    sessions: rows("sessions", "user_id", of.personIds).map(({ id, impersonation_id }) => [
      id,
      impersonation_id,
    ]),
    plan: rows("plans", "id", [of.planId]).map(({ name, is_public, monthly_price }) => [
      name,
      is_public,
      monthly_price,
    ]),
    clinic: rows("catalogue_clinics", "id", [of.clinicId]),
    cancelled: queryMaster("SELECT company_id FROM subscriptions WHERE state = 'cancelled'"),
    made: queryMaster(
      `SELECT id FROM plans WHERE name LIKE 'Filled %'
       UNION ALL SELECT id FROM catalogue_clinics WHERE name_az LIKE 'Filled %'`,
    ),
  };
}
