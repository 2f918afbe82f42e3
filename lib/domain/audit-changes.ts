/** One field of an event: what it was, and what it is. */
export type FieldChange = { field: string; from: unknown; to: unknown };

/** What an event says of the fields, in the order in which it says it. */
export function readChanges(json: string): FieldChange[] {
  const changes: unknown = JSON.parse(json);
  if (typeof changes !== "object" || changes === null) return [];
  return Object.entries(changes).map(([field, change]) => {
    const [from, to] = Array.isArray(change) ? change : [null, change];
    return { field, from: from ?? null, to: to ?? null };
  });
}
