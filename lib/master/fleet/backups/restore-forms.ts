import { z } from "zod";
import { isId } from "@/lib/domain/id";
import { requiredText } from "@/lib/domain/text";
import { companyEntry } from "@/lib/master/impersonations/schema";

/** The backup that a form of an operator is about. */
export const chosenBackup = z.object({ backupId: z.string().refine(isId, "errors.invalid") });

const { reason } = companyEntry.shape;

export const restoreForm = chosenBackup.extend({ companyName: requiredText(120), reason });
export type RestoreForm = z.output<typeof restoreForm>;

/** As many as the command line takes. */
const mostRecords = 500;
const recordName = /^[a-z_]+:.+$/;

const ticked = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(z.string()),
);

/** Ticked in the list, and typed in lines for those that the list has no room for. */
export const recordsForm = chosenBackup
  .extend({ reason, record: ticked, more: z.string().max(60_000, "errors.tooLong").optional() })
  .transform(({ record, more = "", ...rest }, context) => {
    const typed = more.split(/[\s,]+/).filter((line) => line !== "");
    const records = [...new Set([...record, ...typed])];
    const wrong = records.find((name) => !recordName.test(name));
    if (wrong !== undefined)
      context.addIssue({ code: "custom", path: ["more"], message: "errors.recordName" });
    else if (records.length === 0)
      context.addIssue({ code: "custom", path: ["more"], message: "errors.noRecords" });
    else if (records.length > mostRecords)
      context.addIssue({ code: "custom", path: ["more"], message: "errors.tooManyRecords" });
    return { ...rest, records };
  });
export type RecordsForm = z.output<typeof recordsForm>;
