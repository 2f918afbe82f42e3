import { z } from "zod";
import { planRebuild, type RebuildKind, type RebuildPlan } from "@/lib/databases";
import { rebuildRegistry } from "@/lib/journeys/rebuild-registry";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { table } from "../table";

interface Report extends RebuildPlan {
  readonly mode: "planned" | "rebuilt" | "nothing-to-do";
  readonly postponed: number;
}

export const registryRebuild = defineCommand({
  name: "registry rebuild",
  summary:
    "After a restore of the master: make the registry say what the databases say, and allow removal again",
  options: [["--yes", "do it; without it, what would be done is shown"]],
  input: z.object({ yes: z.boolean().default(false) }),
  async *run({ yes }, { actor, now }) {
    const plan = yield* followed<RebuildPlan>((report) =>
      planRebuild((done, total) => report({ done, total, text: "databases read" })),
    );
    if (plan.blockedSince === null)
      return { data: { mode: "nothing-to-do" as Report["mode"], postponed: 0, ...plan } };
    if (!yes) return { data: { mode: "planned" as const, postponed: 0, ...plan } };
    const rebuilt = await rebuildRegistry(actor, now());
    return { data: { mode: "rebuilt" as const, postponed: rebuilt.postponed, ...rebuilt.plan } };
  },
  show: (report: Report) =>
    [
      ...(report.items.length === 0
        ? []
        : [
            table(
              ["Database", "Company", "Registry", "Disk", report.mode === "rebuilt" ? "Done" : "To do"],
              report.items.map(({ databaseId, company, companyId, registered, found, kind }) => [
                databaseId,
                company ?? companyId,
                registered,
                found?.server ? `${found.generation} on ${found.server.name}` : (found?.generation ?? null),
                words[kind],
              ]),
            ),
            "",
          ]),
      `${report.agreeing} databases are as the registry says.`,
      {
        planned: "Nothing was done, and nothing is removed until it is: registry rebuild --yes",
        rebuilt: `The registry was rebuilt; things may be removed again. ${report.postponed} closing companies got 30 days anew.`,
        "nothing-to-do": "The registry is trusted: the master was not restored since. Nothing was done.",
      }[report.mode],
    ].join("\n"),
  confirm: ({ mode }: Report) =>
    mode === "planned" ? { question: "Rebuild the registry now?", input: { yes: true } } : null,
});

const words: Record<RebuildKind, string> = {
  newer: "the disk is ahead: the registry follows it",
  adopted: "registered for its company",
  moved: "it was moved there: the registry follows it",
  interrupted: "a change died: the generation before it stays",
  destroyed: "its key is destroyed: the company stays deleted",
  missing: "nothing opens in its place: quarantined; restore a backup",
  uncertain: "keeps writers out, nothing newer here: quarantined; was it moved to a server?",
  "company-unknown": "left: its company is unknown here; restore a newer master",
  sandbox: "left: a sandbox of which the registry knows nothing; never taken for the company's own",
  "second-database": "left: its company has another database",
  unreadable: "left: no key opens it",
  elsewhere: "on a server: not looked at",
};
