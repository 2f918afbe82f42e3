import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { beginClosing, takeBack } from "@/lib/journeys/close-company";
import { type RemovedCompany, removeDueCompanies } from "@/lib/journeys/remove-due-companies";
import { findCompany } from "@/lib/master/companies/find-company";
import { companyEntry } from "@/lib/master/impersonations/schema";
import { readCertificate } from "@/lib/master/removals/certificate";
import { planClosing } from "@/lib/master/removals/plan-closing";
import { latestRemoval } from "@/lib/master/removals/queries";
import { type CommandContext, defineCommand } from "../command";
import { followed } from "../steps";
import { type DeleteReport, showDeleteReport } from "./tenants-delete-report";

const ways = ["undo", "due", "certificate"] as const;

const input = z
  .object({
    company: z.string().optional(),
    reason: companyEntry.shape.reason.optional(),
    yes: z.boolean().default(false),
    undo: z.boolean().default(false),
    due: z.boolean().default(false),
    certificate: z.boolean().default(false),
  })
  .refine((given) => ways.filter((way) => given[way]).length <= 1, {
    path: ["undo"],
    error: "goes alone, as do --due and --certificate",
  })
  .refine(({ company, due }) => (company === undefined) === due, {
    path: ["company"],
    error: "is missing; it does not go with --due",
  })
  .refine((given) => ways.some((way) => given[way]) || given.reason !== undefined, {
    path: ["reason"],
    error: "is missing: the company's owner reads why",
  });

export const tenantsDelete = defineCommand({
  name: "tenants delete",
  summary: "Close a company for deletion; thirty days later its key is destroyed and its files are removed",
  options: [
    ["--company <slug-or-code>", "which one"],
    ["--reason <text>", "why, in at least 10 characters"],
    ["--yes", "without asking"],
    ["--undo", "take a company back that is closing"],
    [
      "--due",
      "remove now what is left of the companies whose thirty days are over, as the server does by itself",
    ],
    ["--certificate", "show what was removed of a company"],
  ],
  input,
  async *run(given, context) {
    if (given.due) {
      const companies = yield* followed<RemovedCompany[]>((report) =>
        removeDueCompanies(context.actor, context.now(), {
          signal: context.signal,
          onEach: ({ slug, error }, done, total) =>
            report({ done, total, text: `${slug}: ${error ?? "removed"}` }),
        }),
      );
      const data: DeleteReport = { mode: "removed", companies };
      return { data, failed: companies.some(({ error }) => error !== null) };
    }
    return { data: await about(given, context) };
  },
  show: showDeleteReport,
  confirm: (data) =>
    data.mode === "planned"
      ? { question: `Close ${data.company.name} (${data.company.slug}) for deletion?`, input: { yes: true } }
      : null,
});

async function about(
  { company: wanted = "", reason = "", yes, undo, certificate }: z.output<typeof input>,
  { actor, now }: CommandContext,
): Promise<DeleteReport> {
  const master = await openMaster();
  const { id: companyId, slug, name } = await findCompany(master, wanted);
  const company = { slug, name };
  if (certificate) {
    const text = (await latestRemoval(master, companyId))?.certificate ?? null;
    return { mode: "certificate", company, certificate: text === null ? null : readCertificate(text) };
  }
  if (undo) {
    const event = await takeBack(master, actor, { companyId, by: "operator" }, now());
    return { mode: "taken-back", company, changed: event !== null };
  }
  if (!yes) return { mode: "planned", company, ...(await planClosing(master, companyId, now())) };
  const event = await beginClosing(master, actor, { companyId, reason }, now());
  const dueAt = (await latestRemoval(master, companyId))?.dueAt ?? null;
  return { mode: "closing", company, changed: event !== null, dueAt };
}
