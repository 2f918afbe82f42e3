import { z } from "zod";
import { mostKept, ownBackupHours } from "@/drizzle/master/schema/states";
import type { OwnBackupSchedule } from "@/lib/databases";

/** How many of one kind are kept, from none to `most`. */
const kept = (most: number) =>
  z.union([z.string(), z.number()], { error: "errors.required" }).transform((given, context) => {
    const count = /^\d{1,3}$/.test(String(given).trim()) ? Number(given) : Number.NaN;
    if (count <= most) return count;
    const message = "errors.backupKept";
    context.addIssue({ code: "too_big", origin: "number", maximum: most, input: given, message });
    return z.NEVER;
  });

const everyHours = z.coerce
  .number({ error: "errors.choose" })
  .refine((hours) => ownBackupHours.some((allowed) => allowed === hours), "errors.choose");

/** What a company may ask for; from a form or the command line. */
export const ownScheduleInput = z
  .object({
    everyHours,
    startHour: z.coerce
      .number({ error: "errors.choose" })
      .int("errors.choose")
      .min(0, "errors.choose")
      .max(23, "errors.choose"),
    keepHours: kept(mostKept.hours),
    keepDays: kept(mostKept.days),
    keepWeeks: kept(mostKept.weeks),
    keepMonths: kept(mostKept.months),
  })
  .refine(
    ({ keepHours, keepDays, keepWeeks, keepMonths }) => keepHours + keepDays + keepWeeks + keepMonths > 0,
    {
      path: ["keepDays"],
      error: "errors.backupKeepsNothing",
    },
  )
  // Every hour there is one, whichever came first.
  .transform(
    (asked): OwnBackupSchedule => ({ ...asked, startHour: asked.everyHours === 1 ? 0 : asked.startHour }),
  );

/** What a form on a schedule was opened with. */
export const openedSchedule = z.object({
  /** Of the company's own; 0 when it had none. */
  version: z.coerce.number().int().min(0),
  /** The schedule with which it was seen that backups will go; see `scheduleKey`. */
  accepted: z.string().optional(),
});
