import { expect } from "@playwright/test";
import { type FormPost, post, withFields } from "./form-posts";
import { queryMaster } from "./master-database";
import type { Operator } from "./new-master-admin";
import { addressesOf } from "./pages";
import type { Target } from "./target";

const kinds = ["regions", "cities", "clinics", "specializations"];

/** What stands for the ids in the platform's addresses, by the place before them. */
function idsFor({ companyId }: Pick<Target, "companyId">): Record<string, string> {
  const [member] = queryMaster("SELECT user_id AS id FROM memberships WHERE company_id = ?", companyId);
  // One that recurs seldom, and the migration that was made before the server started.
  const [job] = queryMaster("SELECT id FROM jobs WHERE kind = 'recurring.expired' ORDER BY id LIMIT 1");
  const [run] = queryMaster("SELECT id FROM migration_runs ORDER BY started_at LIMIT 1");
  // Both made before the server started.
  const [backup] = queryMaster(
    "SELECT id FROM tenant_backups WHERE state = 'ready' ORDER BY company_id = ? DESC, taken_at LIMIT 1",
    companyId,
  );
  const [move] = queryMaster("SELECT id FROM database_moves ORDER BY started_at LIMIT 1");
  const found: Record<string, string> = {
    companies: companyId,
    "fleet/backups": String(backup?.id),
    "fleet/doctor": companyId,
    "fleet/moves": String(move?.id),
    "fleet/servers": "local",
    "fleet/jobs": String(job?.id),
    "fleet/migrations": String(run?.id),
    "fleet/reference": companyId,
    plans: "basic",
    users: String(member?.id),
  };
  for (const kind of kinds) {
    // Not the region that the catalogue's own tests edit.
    const [entry] = queryMaster(`SELECT id FROM catalogue_${kind} WHERE code <> 'ZAR' ORDER BY id LIMIT 1`);
    found[`catalogue/${kind}`] = String(entry?.id);
  }
  return found;
}

/**
 * All addresses of the platform, with ids in their places. A place nobody knows fails the test, so that none is
 * forgotten.
 */
export function platformOf(
  company: Pick<Target, "companyId">,
  chosen: Readonly<Record<string, string>> = {},
): Array<{ pattern: string; path: string }> {
  const ids = { ...idsFor(company), ...chosen };
  return addressesOf("(master)").flatMap((pattern) =>
    (pattern.includes("[kind]") ? kinds : [""]).map((kind) => {
      const path = pattern.replace("[kind]", kind).replace("[id]", () => {
        const place = kind ? `catalogue/${kind}` : pattern.replace("/master-admin/", "").split("/[id]")[0];
        const id = ids[place ?? ""];
        if (!id) throw new Error(`Nobody knows what stands for the id in ${pattern}.`);
        return id;
      });
      if (path.includes("[")) throw new Error(`Nobody knows all places of ${pattern}.`);
      return { pattern, path };
    }),
  );
}

/** Routes that answer with data or lead on. */
const isRoute = (path: string) => /\.csv$|\/(search|return)$/.test(path);

/** Every page once; clinics, which have the most fields, stand for the four kinds of the catalogue. */
export const platformPagesOf = (...of: Parameters<typeof platformOf>) =>
  platformOf(...of)
    .map(({ path }) => path)
    .filter((path) => !isRoute(path) && !/\/catalogue\/(regions|cities|specializations)\//.test(path))
    // It only leads to the first of its kinds.
    .filter((path) => path !== "/master-admin/catalogue");

/** By the form, without opening a page: asks for the reason and a recovery code that was never used. */
export async function enterCompany(
  operator: Operator,
  form: FormPost,
  mode: "read" | "full",
  origin: string,
): Promise<void> {
  const answers = { reason: "Looking into a reported fault", mode, code: operator.codes.pop() ?? "" };
  const answer = await post(operator.context.request, withFields(form, answers), origin);
  expect(answer.headers().location, `enters (${mode})`).toBe("/dashboard");
}
