import { z } from "zod";
import { amountSchema } from "@/lib/domain/amount";
import { openedVersion, ticked } from "@/lib/domain/form-fields";
import { optional, requiredText } from "@/lib/domain/text";

export const backupSchedules = ["daily-7", "hourly-30", "own"] as const;
export type BackupSchedule = (typeof backupSchedules)[number];

const gigabyte = 1024 ** 3;
const largestCount = 1_000_000_000;
const largestGigabytes = 1_000_000;

/** Names the plan in addresses and forms for good. */
const planId = z
  .string({ error: "errors.required" })
  .min(1, "errors.required")
  .regex(/^(?=.{2,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, "errors.plan.idInvalid");

/** A whole number of doctors, users or patients; empty is without limit. */
const limit = optional(
  z
    .string()
    .transform((text) => text.replace(/[\s\u00a0\u202f]/gu, ""))
    .pipe(z.string().regex(/^\d{1,10}$/, "errors.plan.limit"))
    .transform(Number)
    .pipe(z.number().min(1, "errors.plan.limit").max(largestCount, "errors.plan.limit")),
);

/** Gigabytes with a comma or a point, kept as bytes; empty is without limit. */
const gigabytes = optional(
  z
    .string()
    .regex(/^\d{1,7}(?:[.,]\d{1,3})?$/, "errors.plan.storage")
    .transform((text) => Number(text.replace(",", ".")))
    .pipe(z.number().gt(0, "errors.plan.storage").max(largestGigabytes, "errors.plan.storage"))
    .transform((size) => Math.round(size * gigabyte)),
);

const planFields = {
  name: requiredText(60),
  /** Minor units. */
  monthlyPrice: amountSchema,
  yearlyPrice: amountSchema,
  maxDoctors: limit,
  maxUsers: limit,
  maxPatients: limit,
  maxStorageBytes: gigabytes,
  backupSchedule: z.enum(backupSchedules, { error: "errors.choose" }),
  hasSandbox: ticked,
  hasApi: ticked,
  hasServerChoice: ticked,
  isRecommended: ticked,
};

export const newPlanInput = z.object({ id: planId, ...planFields, isPublic: ticked });
export type NewPlan = z.output<typeof newPlanInput>;

export const editPlanInput = z.object({ id: z.string(), version: openedVersion, ...planFields });
export type EditPlan = z.output<typeof editPlanInput>;

export const whichPlan = z.object({ id: z.string() });
/** `place` counts from 1. */
export const movePlanInput = whichPlan.extend({ place: z.coerce.number().int().min(1).max(10_000) });

/** What stands in the field for storage; read back it is the same. */
export function gigabytesText(bytes: number): string {
  return String(Number((bytes / gigabyte).toFixed(3)));
}
