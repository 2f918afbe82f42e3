import { z } from "zod";
import { type ChainBreak, openMaster } from "@/lib/databases";
import { allChains, type VerifiedChain, verifyAudit } from "@/lib/journeys/verify-audit";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { table } from "../table";

const words: Record<ChainBreak, string> = {
  missing: "is missing",
  unlinked: "does not follow the event before it",
  altered: "was altered",
  rewritten: "is not the event that stood there when the chain was verified before",
  shortened: "is missing: the chain was longer when it was verified before",
};

export const auditVerify = defineCommand({
  name: "audit verify",
  summary:
    "Take every hash of the audit again, the platform's and each company's, and say where a chain is broken",
  options: [["--company <slug-or-code>", "only this one"]],
  input: z.object({ company: z.string().optional() }),
  async *run({ company }, { actor }) {
    const master = await openMaster();
    const chains = company === undefined ? await allChains(master) : [await chainOf(master, company)];
    const data: VerifiedChain[] = [];
    for await (const chain of verifyAudit(chains, actor)) {
      data.push(chain);
      yield { done: data.length, total: chains.length, text: `${chain.label}: ${outcome(chain)}` };
    }
    return { data, failed: data.some(({ report }) => !report || report.brokenAt !== null) };
  },
  show: (chains) => {
    const bad = chains.filter(({ report }) => !report || report.brokenAt !== null);
    const [platform] = chains.filter(({ companyId, report }) => companyId === null && report?.head);
    const summary = [
      `${chains.length - bad.length} sound, ${bad.length} not.`,
      // What the chain alone cannot tell is that its end is gone: who notes the head down can.
      platform?.report?.head &&
        `The platform's chain ends with event ${platform.report.head.seq}, ${platform.report.head.hash}.`,
    ];
    const rows = bad.map((chain) => [chain.label, outcome(chain)]);
    return [...(rows.length > 0 ? [table(["Chain", "Problem"], rows), ""] : []), ...summary]
      .filter((line) => line !== undefined)
      .join("\n");
  },
});

async function chainOf(master: Awaited<ReturnType<typeof openMaster>>, company: string) {
  const { id, name } = await findCompany(master, company);
  return { companyId: id, label: name };
}

function outcome({ report, error }: VerifiedChain): string {
  if (!report) return `cannot be read: ${error}`;
  const { brokenAt, events } = report;
  if (brokenAt) return `BROKEN, event ${brokenAt.seq} ${words[brokenAt.why]}`;
  return `sound, ${events} ${events === 1 ? "event" : "events"}`;
}
