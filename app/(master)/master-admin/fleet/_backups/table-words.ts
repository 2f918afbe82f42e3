import type { useTranslations } from "next-intl";

/** What a table of companies' databases is called; one that nobody has put into words is its name. */
export function tableWord(t: ReturnType<typeof useTranslations<"fleetRestore">>, table: string): string {
  const key = `table.${table}` as "table.doctors";
  return /^[a-z_]+$/.test(table) && t.has(key) ? t(key) : table;
}
