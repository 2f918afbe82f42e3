import { valuesOf } from "./columns";
import type { ReferenceEntry } from "./require-entry";
import type { ReferenceInput } from "./schema";

const fields = ["name", "nameEn", "nameRu", "code", "address", "phone"] as const;

type Changes = Record<string, readonly [unknown, unknown]>;

/** The fields that differ, as the history tells them; the parent by its name at that time. */
export function changesBetween(
  before: { entry: ReferenceEntry; parent: string | null } | null,
  after: { input: ReferenceInput; parent: string | null },
): Changes {
  const now = valuesOf(after.input);
  const changes: Changes = {};
  for (const field of fields) {
    const [from, to] = [before?.entry[field] ?? null, now[field]];
    if (from !== to) changes[field] = [from, to];
  }
  if ((before?.entry.parentId ?? null) !== now.parentId) {
    changes[after.input.kind === "city" ? "region" : "city"] = [before?.parent ?? null, after.parent];
  }
  return changes;
}
