import { z } from "zod";
import { type Finding, openMaster } from "@/lib/databases";
import { registerCompany } from "@/lib/journeys/register-company";
import { type RegisterCompany, registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { resumeRegistrations } from "@/lib/journeys/register-company-resume";
import { findServer } from "@/lib/master/fleet/find-server";
import { defineCommand, type Outcome } from "../command";
import { table } from "../table";

/** Null: nothing new, but what was begun is to be finished. */
type Wanted = (RegisterCompany & z.output<typeof place>) | null;
const finishing: z.ZodType<Wanted> = z.object({ resume: z.literal(true) }).transform(() => null);
const place = z.object({ server: z.string().optional(), region: z.string().optional() });
const creating: z.ZodType<Wanted> = z
  .looseObject({ plan: z.string().default("basic"), cycle: z.string().default("month") })
  .transform(({ plan, ...given }) => ({ planId: plan, ...given }))
  .pipe(z.intersection(registerCompanySchema, place));

interface Created {
  /** Of the new company; null when interrupted ones were finished. */
  readonly slug: string | null;
  readonly findings: readonly Finding[];
}

export const tenantsCreate = defineCommand({
  name: "tenants create",
  summary: "Make a company with its database and its first user, or finish what was interrupted",
  options: [
    ["--company-name <name>", "such as City Hospital"],
    ["--company-email <email>", "of the company"],
    ["--phone <number>", "of the company"],
    ["--code <code>", "a second name to find it by, such as TH001"],
    ["--first-name <name>", "of the owner"],
    ["--last-name <name>", "of the owner"],
    ["--username <name>", "of the owner, to sign in with"],
    ["--email <email>", "of the owner, to sign in with"],
    ["--password-stdin", "read the owner's password from standard input"],
    ["--plan <id>", "default: basic"],
    ["--cycle <month|year>", "default: month"],
    ["--server <name>", "where its database goes; default: where most room is"],
    ["--region <name>", "only to a server of this region"],
    ["--resume", "instead: finish every registration that was interrupted"],
  ],
  input: (given) => ("resume" in given ? finishing : creating),
  async run(wanted, { actor, now }): Promise<Outcome<Created>> {
    if (wanted === null) {
      const findings = await resumeRegistrations(actor, now());
      return {
        data: { slug: null, findings },
        failed: findings.some(({ measure }) => measure !== "finished"),
      };
    }
    const { server, region, ...registration } = wanted;
    const placement = {
      ...(server !== undefined && { serverId: (await findServer(await openMaster(), server)).id }),
      ...(region !== undefined && { region }),
    };
    const who = { address: null, requestId: null, operator: actor } as const;
    const { slug } = await registerCompany(registration, { ...who, now: now(), locale: "en", placement });
    return { data: { slug, findings: [] } };
  },
  show: ({ slug, findings }) => {
    if (slug !== null) return `The company ${slug} is ready.`;
    if (findings.length === 0) return "Nothing was interrupted.";
    const rows = findings.map(({ what, id, measure, reason }) => [what, id, measure, reason]);
    return table(["What", "Id", "Measure", "Reason"], rows);
  },
});
