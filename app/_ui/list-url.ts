import type { Query } from "@/lib/domain/list-query";

export type { Query };

type Change = Record<string, string | number | readonly string[] | null | undefined>;

/**
 * The address of a list in another state: `listUrl("/doctors", query, { region: ["r1"], sort: "-name" })`.
 * Null, undefined, "" and [] take a parameter out; every change goes back to the first page unless it names one.
 */
export function listUrl(path: string, query: Query, change: Change = {}): string {
  const next = new URLSearchParams();
  const merged: Change = { ...query, ...("page" in change ? {} : { page: null }), ...change };
  for (const [name, value] of Object.entries(merged)) {
    if (name === "done") continue;
    for (const one of values(value)) next.append(name, one);
  }
  const search = next.toString();
  return search === "" ? path : `${path}?${search}`;
}

/** What a parameter holds, as a list without blanks. */
export function values(value: Change[string]): string[] {
  if (value === null || value === undefined) return [];
  const list = Array.isArray(value) ? value : [String(value)];
  return list.filter((one) => one !== "");
}
