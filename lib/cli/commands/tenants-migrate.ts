import { z } from "zod";
import { migrateFleet, openMaster, previewFleetMigration, type RunOptions } from "@/lib/databases";
import { findCompany } from "@/lib/master/companies/find-company";
import { findServer } from "@/lib/master/fleet/find-server";
import { type CommandContext, defineCommand, type Outcome, type Step, wholeNumber } from "../command";
import { followed } from "../steps";
import { isIncomplete, type MigrateReport, progressLine, showMigrateReport } from "./tenants-migrate-report";

const input = z
  .object({
    company: z.string().optional(),
    server: z.string().optional(),
    canary: z.string().optional(),
    concurrency: wholeNumber(1, 64).optional(),
    maxFailures: wholeNumber(1, 1_000_000).optional(),
    copy: z.boolean().optional(),
    dryRun: z.boolean().default(false),
    resume: z.union([z.string(), z.literal(true)]).optional(),
  })
  .refine(({ resume, dryRun }) => resume === undefined || !dryRun, {
    path: ["resume"],
    error: "does not go with --dry-run",
  })
  .refine(
    ({ resume, company, server, canary, concurrency, maxFailures, copy }) =>
      resume === undefined ||
      [company, server, canary, concurrency, maxFailures, copy].every((given) => given === undefined),
    { path: ["resume"], error: "goes on as it was asked for then, so it takes no other option" },
  );

export const tenantsMigrate = defineCommand({
  name: "tenants migrate",
  summary:
    "Bring companies' databases to the newest schema: a canary, then waves; one that fails stays as it was, and the others go on",
  options: [
    ["--company <slug-or-code>", "only this one"],
    ["--server <name>", "only databases on this server"],
    ["--canary <slug-or-code|random|none>", "which goes first, alone; the run stops if it fails (random)"],
    ["--concurrency <n>", "databases at the same time (4)"],
    ["--max-failures <n>", "stop once so many have failed; without it the run goes to its end"],
    ["--copy", "small ones too on a copy that takes their place, which leaves a snapshot of each"],
    ["--dry-run", "show the databases and the SQL, and do nothing"],
    ["--resume [id]", "go on with a run that was stopped or died, the newest if none is named"],
  ],
  input,
  async *run(given, context) {
    if (given.dryRun) return await preview(await runOptions(given));
    return yield* migrate({ ...(await runOptions(given)), resume: given.resume }, context);
  },
  show: showMigrateReport,
});

async function preview(options: Partial<RunOptions>): Promise<Outcome<MigrateReport>> {
  const data = { mode: "preview", ...(await previewFleetMigration(options)) } as const;
  return { data, failed: isIncomplete(data) };
}

async function* migrate(
  { resume, ...options }: Partial<RunOptions> & { readonly resume: string | true | undefined },
  { actor, now, signal }: CommandContext,
): AsyncGenerator<Step, Outcome<MigrateReport>, void> {
  let ended: Promise<unknown> = Promise.resolve();
  try {
    const run = yield* followed((report) => {
      const running = migrateFleet({
        ...options,
        ...(resume !== undefined && { resume }),
        actor,
        now,
        signal,
        onProgress: (result, done, total) => report({ done, total, text: progressLine(result) }),
      });
      ended = running.catch(() => {});
      return running;
    });
    const data = { mode: "run", ...run } as const;
    return { data, failed: isIncomplete(data) };
  } finally {
    // Whoever stops watching ends the run, but what has begun is finished first.
    await ended;
  }
}

async function runOptions(given: z.output<typeof input>): Promise<Partial<RunOptions>> {
  const { company, server, canary, concurrency, maxFailures, copy } = given;
  const master = await openMaster();
  const idOf = async (slugOrCode: string) => (await findCompany(master, slugOrCode)).id;
  return {
    ...(company !== undefined && { companyIds: [await idOf(company)] }),
    ...(server !== undefined && { serverId: (await findServer(master, server)).id }),
    ...(canary !== undefined && {
      canary: canary === "random" || canary === "none" ? canary : { companyId: await idOf(canary) },
    }),
    ...(concurrency !== undefined && { concurrency }),
    ...(maxFailures !== undefined && { maxFailures }),
    ...(copy !== undefined && { copies: copy }),
  };
}
