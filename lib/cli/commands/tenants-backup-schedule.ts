import { z } from "zod";
import { mostKept, ownBackupHours } from "@/drizzle/master/schema/states";
import { type OwnBackupSchedule, openMaster, ownByDefault } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { changeBackupSchedule } from "@/lib/journeys/backups/change-backup-schedule";
import { findCompany } from "@/lib/master/companies/find-company";
import { readBackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { ownScheduleInput } from "@/lib/master/fleet/backups/schedule-form";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";
import { defineCommand, WrongUsage, wholeNumber } from "../command";
import { type ScheduleReport, scheduleLines } from "./tenants-backup-schedule-report";

const chosen = {
  every: z.coerce
    .number("must be a number")
    .refine((hours) => ownBackupHours.some((allowed) => allowed === hours), {
      error: `must be one of ${ownBackupHours.join(", ")}`,
    })
    .optional(),
  at: wholeNumber(0, 23).optional(),
  keepHours: wholeNumber(0, mostKept.hours).optional(),
  keepDays: wholeNumber(0, mostKept.days).optional(),
  keepWeeks: wholeNumber(0, mostKept.weeks).optional(),
  keepMonths: wholeNumber(0, mostKept.months).optional(),
};

export const tenantsBackupSchedule = defineCommand({
  name: "tenants backup-schedule",
  summary: "Show or set how often a company is backed up and what is kept, where its plan leaves that to it",
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--every <hours>", `one of ${ownBackupHours.join(", ")}`],
    ["--at <hour>", "0-23, on the company's clock: the hour the others are counted from"],
    ["--keep-hours <number>", `of so many hours the newest, at most ${mostKept.hours}`],
    ["--keep-days <number>", `of so many days, at most ${mostKept.days}`],
    ["--keep-weeks <number>", `of so many weeks, at most ${mostKept.weeks}`],
    ["--keep-months <number>", `of so many months, at most ${mostKept.months}`],
    ["--default", "what the plan gives by itself again"],
    ["--yes", "also when backups go by it"],
  ],
  input: z
    .object({
      company: z.string(),
      ...chosen,
      default: z.boolean().default(false),
      yes: z.boolean().default(false),
    })
    .refine((given) => !given.default || Object.keys(chosen).every((name) => !(name in given)), {
      path: ["default"],
      error: "goes with no other option but --yes",
    }),
  async run({ company: wanted, default: toDefault, yes, ...given }, { actor, now }) {
    const master = await openMaster();
    const { id: companyId, slug } = await findCompany(master, wanted);
    const report = async (did: ScheduleReport["did"], going: ScheduleReport["going"] = null) => {
      const { own, plan, mayBeOwn, policy, company } = await readBackupSchedule(master, companyId);
      const { timeZone } = company;
      return {
        data: {
          slug,
          did,
          going,
          plan: plan?.name ?? null,
          mayBeOwn,
          timeZone,
          policy,
          own: own && asked(own),
        },
      };
    };
    const { own } = await readBackupSchedule(master, companyId);
    if (!toDefault && Object.keys(given).length === 0) return report(null);
    const schedule = toDefault ? null : merged(asked(own ?? ownByDefault), given);
    const accepted = yes ? scheduleKey(schedule) : undefined;
    const input = { companyId, version: own?.version ?? 0, schedule, accepted };
    try {
      const event = await changeBackupSchedule(master, actor, input, now());
      return await report(event ? "changed" : "same");
    } catch (error) {
      if (!isDomainError(error, "backupsWouldGo")) throw error;
      const { count, total, oldest } = error.params;
      return report("asked", { count: Number(count), total: Number(total), oldest: Number(oldest) });
    }
  },
  show: (data) => scheduleLines(data).join("\n"),
  confirm: ({ slug, did, going }) =>
    did === "asked" && going
      ? {
          question: `Change the backup schedule of ${slug}, so that ${going.count} of ${going.total} backups go?`,
          input: { yes: true },
        }
      : null,
});

const asked = ({
  everyHours,
  startHour,
  keepHours,
  keepDays,
  keepWeeks,
  keepMonths,
}: OwnBackupSchedule): OwnBackupSchedule => ({
  ...{ everyHours, startHour },
  ...{ keepHours, keepDays, keepWeeks, keepMonths },
});

/** What was not given stays as it is. */
function merged(
  before: OwnBackupSchedule,
  { every, at, ...kept }: { [Name in keyof typeof chosen]?: number | undefined },
): OwnBackupSchedule {
  const parsed = ownScheduleInput.safeParse({
    ...before,
    ...(every !== undefined && { everyHours: every }),
    ...(at !== undefined && { startHour: at }),
    ...kept,
  });
  // Every value by itself is right, so only together they are not.
  if (!parsed.success) throw new WrongUsage(null, "errors.backupKeepsNothing");
  return parsed.data;
}
