import type { Browser, BrowserContext } from "@playwright/test";
import { listCompanies, queryCompany } from "./command-line";
import { type FormPost, sentAnew, withFields } from "./form-posts";
import { queryMaster } from "./master-database";
import { addressesOf } from "./pages";
import { preparedCompanies, preparedPassword } from "./prepared-companies";
import { signInAs } from "./session";

/** A prepared company with rows of its own, and its owner's browser. */
export interface Target {
  readonly slug: string;
  readonly companyId: string;
  readonly name: string;
  readonly context: BrowserContext;
  /** By their place in addresses: `doctors`, `reference/regions` … */
  readonly ids: Readonly<Record<string, string>>;
}

export async function targetOf(browser: Browser, word: string): Promise<Target> {
  const context = await browser.newContext();
  await signInAs(context, word);
  const name = preparedCompanies.find((company) => company.word === word)?.name ?? "";
  const slug = (await listCompanies()).find((company) => company.name === name)?.slug ?? "";
  const own = (table: string) => `(SELECT id FROM ${table} WHERE origin = 'company' LIMIT 1)`;
  const [row] = await queryCompany(
    slug,
    `SELECT (SELECT company_id FROM identity) AS company, (SELECT min(id) FROM doctors) AS doctors,
            (SELECT id FROM members WHERE is_owner = 1 LIMIT 1) AS "settings/members",
            ${own("regions")} AS "reference/regions", ${own("cities")} AS "reference/cities",
            ${own("clinics")} AS "reference/clinics", ${own("specializations")} AS "reference/specializations"`,
  );
  const { company, ...ids } = Object.fromEntries(
    Object.entries(row ?? {}).map(([column, id]) => [column, String(id)]),
  );
  const sql = "SELECT id FROM tenant_exports WHERE company_id = ? AND state = 'ready'";
  const [file] = queryMaster(sql, company ?? "");
  if (file) ids["settings/data"] = String(file.id);
  return { slug, companyId: company ?? "", name, context, ids };
}

const kinds = ["regions", "cities", "clinics", "specializations"];
/** What a route needs besides its path to answer. */
const queries: Readonly<Record<string, string>> = { "/doctors/facets": "?facet=region" };

/**
 * All addresses of the workspace, with the ids of a company in their places. A place nobody knows fails the test, so
 * that none is forgotten.
 */
export function workspaceOf({ ids }: Pick<Target, "ids">): Array<{ pattern: string; path: string }> {
  return addressesOf("(company)").flatMap((pattern) =>
    (pattern.includes("[kind]") ? kinds : [""]).map((kind) => {
      const path = pattern.replace("[kind]", kind).replace("[id]", () => {
        const id = ids[kind ? `reference/${kind}` : pattern.slice(1, pattern.indexOf("/[id]"))];
        if (!id) throw new Error(`Nobody knows what stands for the id in ${pattern}.`);
        return id;
      });
      if (path.includes("[")) throw new Error(`Nobody knows all places of ${pattern}.`);
      return { pattern, path: path + (queries[pattern] ?? "") };
    }),
  );
}

/** Routes that answer with data. */
export const isRoute = (pattern: string) =>
  /\.csv$|\/(facets|search)$/.test(pattern) || pattern === "/settings/data/[id]";

/**
 * Every page once, without the routes that answer with data. The four kinds of reference data share their pages, so
 * clinics, which have the most fields, stand for them.
 */
export function pagesOf(target: Pick<Target, "ids">): string[] {
  return workspaceOf(target)
    .filter(({ pattern }) => !isRoute(pattern))
    .map(({ path }) => path)
    .filter((path) => !/^\/reference\/(regions|cities|specializations)\//.test(path));
}

export const namesSomething = ({ pattern }: { pattern: string }) => pattern.includes("[id]");

/** The form with everything filled in that it needs to change something; `word` tells one filling from another. */
export function filledIn(
  form: FormPost,
  { ids, name }: Pick<Target, "ids" | "name">,
  word: string,
): FormPost {
  const texts = ["name", "firstName", "lastName", "notes", "nameEn"];
  const answers: Record<string, string> = {
    ...Object.fromEntries(texts.map((text) => [text, `Changed ${word}`])),
    code: `C_${word}`.toUpperCase().slice(0, 10),
    regionId: ids["reference/regions"] ?? "",
    cityId: ids["reference/cities"] ?? "",
    clinicId: ids["reference/clinics"] ?? "",
    specializationId: ids["reference/specializations"] ?? "",
    businessType: "hospital",
    legalStructure: "llc",
    planId: "enterprise",
    companyName: name,
    password: preparedPassword,
  };
  const asked = Object.entries(answers).filter(([name]) => form.fields.some(([field]) => field === name));
  return withFields(sentAnew(form), Object.fromEntries(asked));
}

/**
 * Counts and last changes of every table of these companies, and what the master knows of them: equal means that
 * nothing was written. Backups of the whole fleet, which another test asks for, are left out.
 */
export async function fingerprintsOf(...targets: readonly Target[]): Promise<unknown> {
  const tables = ["doctors", "regions", "cities", "clinics", "specializations", "organization", "members"];
  const parts = tables.map((table) => `(SELECT count(*) || ':' || ifnull(max(updated_at), 0) FROM ${table})`);
  const sql = `SELECT ${parts.join(" || ' ' || ")} || ' ' || (SELECT count(*) FROM audit_events WHERE action <> 'company.backed-up') AS state`;
  const listed = await listCompanies();
  return Promise.all(
    targets.map(async ({ slug }) => {
      const { state, plan, subscription, users } = listed.find((company) => company.slug === slug) ?? {};
      const exports = queryMaster(
        "SELECT state FROM tenant_exports WHERE company_id = (SELECT id FROM companies WHERE slug = ?)",
        slug,
      );
      return { slug, state, exports, plan, subscription, users, rows: await queryCompany(slug, sql) };
    }),
  );
}
