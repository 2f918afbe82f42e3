import type { ReferenceLabels } from "./check-references";
import type { DoctorInput } from "./schema";

const plainFields = [
  "firstName",
  "lastName",
  "phone",
  "email",
  "gender",
  "category",
  "isActive",
  "notes",
] as const;
const references = {
  specialization: "specializationId",
  region: "regionId",
  city: "cityId",
  clinic: "clinicId",
} as const;

type Described = { values: DoctorInput; labels: ReferenceLabels };
type Changes = Record<string, readonly [unknown, unknown]>;

/** The fields that differ, as the history tells them: reference rows by their names at that time. */
export function doctorChanges(before: Described | null, after: Described): Changes {
  const changes: Changes = {};
  for (const field of plainFields) {
    const [from, to] = [before?.values[field] ?? null, after.values[field]];
    if (from !== to) changes[field] = [from, to];
  }
  for (const [label, field] of Object.entries(references) as [keyof ReferenceLabels, keyof DoctorInput][]) {
    if ((before?.values[field] ?? null) === after.values[field]) continue;
    changes[label] = [before?.labels[label] ?? null, after.labels[label]];
  }
  return changes;
}
