import { z } from "zod";
import type { TableDifference } from "@/lib/databases";

/** Of each table and kind of change, and of all; the rest is counted, and can be named by hand. */
export const namedOfEach = 100;
const namedOfAll = 2_000;

const keptRecord = z.object({
  /** `table:id`. */
  record: z.string(),
  change: z.enum(["added", "changed", "removed"]),
  /** Its code, or the name of a thing or place: never what a person is called. */
  reference: z.string(),
  /** Columns that differ, never what is in them. */
  fields: z.array(z.string()),
});
export type KeptRecord = z.output<typeof keptRecord>;

const keptTable = z.object({
  table: z.string(),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  records: z.array(keptRecord),
});
export type KeptTable = z.output<typeof keptTable>;

/** What is kept of a comparison in the platform's database, where no company's data may be. */
export const keptComparison = z.object({
  backupId: z.string(),
  takenAt: z.number(),
  /** Ms UTC. */
  comparedAt: z.number(),
  tables: z.array(keptTable),
});
export type KeptComparison = z.output<typeof keptComparison>;

export function keepComparison(
  compared: {
    readonly backupId: string;
    readonly takenAt: number;
    readonly tables: readonly TableDifference[];
  },
  now: Date,
): KeptComparison {
  let room = namedOfAll;
  const tables = compared.tables.map(({ table, added, changed, removed, records }) => {
    const kept = records.slice(0, room);
    room -= kept.length;
    return {
      table,
      added,
      changed,
      removed,
      records: kept.map(({ record, change, reference, fields }) => ({
        record,
        change,
        reference: reference.slice(0, 100),
        fields: [...fields],
      })),
    };
  });
  return { backupId: compared.backupId, takenAt: compared.takenAt, comparedAt: now.getTime(), tables };
}
