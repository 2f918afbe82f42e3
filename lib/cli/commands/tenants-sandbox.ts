import { z } from "zod";
import { openMaster, sandboxSteps } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { discardCompanySandbox } from "@/lib/journeys/sandbox/discard-company-sandbox";
import { type MadeSandbox, makeCompanySandbox } from "@/lib/journeys/sandbox/make-company-sandbox";
import { findCompany } from "@/lib/master/companies/find-company";
import { readSandbox, type Sandbox } from "@/lib/master/fleet/sandboxes/queries";
import type { SandboxOrder } from "@/lib/master/fleet/sandboxes/request-sandbox";
import { type CommandContext, defineCommand } from "../command";
import { followed } from "../steps";
import { bytes, instant } from "../table";

const ways = ["make", "reset", "discard"] as const;

const input = z
  .object({
    company: z.string(),
    make: z.boolean().default(false),
    reset: z.boolean().default(false),
    discard: z.boolean().default(false),
    unmasked: z.string().trim().min(10, "must say in at least 10 characters why").max(300).optional(),
    yes: z.boolean().default(false),
  })
  .refine((given) => ways.filter((way) => given[way]).length <= 1, {
    path: ["make"],
    error: "does not go with --reset or --discard",
  })
  .refine(({ unmasked, make }) => unmasked === undefined || make, {
    path: ["unmasked"],
    error: "goes with --make only; a reset masks as before",
  });

interface SandboxReport {
  readonly slug: string;
  readonly did: "made" | "reset" | "discarded" | "asked-reset" | "asked-discard" | null;
  /** Null when there is none. */
  readonly sandbox: Sandbox | null;
}

export const tenantsSandbox = defineCommand({
  name: "tenants sandbox",
  summary:
    "Show, make, make anew or discard a company's sandbox: a masked copy of its database to try things in",
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--make", "make one; people's contact data are replaced in it"],
    ["--unmasked <reason>", "with --make: copy people's data as they are, and why"],
    ["--reset", "discard it and make it anew of the company's database as it is now"],
    ["--discard", "destroy its key and remove its files, at once"],
    ["--yes", "without asking"],
  ],
  input,
  async *run({ company: wanted, make, reset, discard, unmasked, yes }, context) {
    const master = await openMaster();
    const { id, slug } = await findCompany(master, wanted);
    const found = await readSandbox(master, id);
    const report = async (did: SandboxReport["did"]): Promise<{ data: SandboxReport }> => ({
      data: { slug, did, sandbox: await readSandbox(master, id) },
    });
    if (make) {
      if (found?.madeAt != null) throw new DomainError("sandboxExists");
      const reason = unmasked ?? null;
      yield* making({ companyId: id, masked: reason === null, reason, replaces: null }, slug, context);
      return report("made");
    }
    if (!reset && !discard) return report(null);
    if (!found) throw new DomainError("notFound", { type: "sandbox" });
    if (!yes) return report(reset ? "asked-reset" : "asked-discard");
    if (discard) {
      await discardCompanySandbox(master, id, context.actor, context.now());
      return report("discarded");
    }
    const { masked, reason, databaseId: replaces } = found;
    yield* making({ companyId: id, masked, reason, replaces }, slug, context);
    return report("reset");
  },
  show: ({ slug, did, sandbox }) => [...heading(slug, did), ...described(sandbox)].join("\n"),
  confirm: ({ slug, did }) => {
    if (did === "asked-reset")
      return {
        question: `Discard what was done in the sandbox of ${slug}, and make it anew?`,
        input: { yes: true },
      };
    if (did === "asked-discard") return { question: `Discard the sandbox of ${slug}?`, input: { yes: true } };
    return null;
  },
});

function making(order: SandboxOrder, slug: string, { actor, now, signal }: CommandContext) {
  return followed<MadeSandbox>((report) =>
    makeCompanySandbox(order, actor, {
      now,
      signal,
      onStep: (step) =>
        report({
          done: sandboxSteps.indexOf(step) + 1,
          total: sandboxSteps.length,
          text: `${slug}: ${step}`,
        }),
    }),
  );
}

function heading(slug: string, did: SandboxReport["did"]): string[] {
  if (did === "made") return [`${slug}: made a sandbox.`];
  if (did === "reset") return [`${slug}: made the sandbox anew.`];
  if (did === "discarded") return [`${slug}: discarded the sandbox; its key is destroyed.`];
  return [`Sandbox of ${slug}`];
}

function described(sandbox: Sandbox | null): string[] {
  if (!sandbox) return ["   There is none."];
  const { state, stateReason, madeAt, madeBy, masked, reason, sizeBytes, databaseId, schemaVersion } =
    sandbox;
  return [
    `   State: ${state}${stateReason ? ` (${stateReason})` : ""}`,
    `   Database: ${databaseId}, generation ${sandbox.generation}`,
    `   Schema: ${schemaVersion ?? "not yet"}`,
    `   Made: ${madeAt === null ? "not yet" : `${instant(madeAt)}, by ${madeBy}`}`,
    `   People's data: ${masked ? "replaced" : `as they are (${reason})`}`,
    `   Size when it was made: ${sizeBytes === null ? "not known yet" : bytes(sizeBytes)}`,
  ];
}
