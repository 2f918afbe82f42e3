import { formatPhone } from "@/lib/domain/phone";
import { type AuditWords, isWorded } from "./event-words";

/** What a field is called; its own name where nobody has named it. */
export function fieldWord(t: AuditWords, field: string): string {
  const key = `fields.${field}` as "fields.phone";
  return isWorded(t, key) ? t(key) : field;
}

/** A value as people read it: null is "empty", a known word is translated, lists and what a list was filtered by are written out. */
export function valueWord(t: AuditWords, field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return t("event.empty");
  if (Array.isArray(value)) {
    return value.length === 0 ? t("event.empty") : value.map((one) => valueWord(t, field, one)).join(", ");
  }
  if (typeof value === "object") {
    const parts = Object.entries(value).map(
      ([name, one]) => `${fieldWord(t, name)}: ${valueWord(t, name, one)}`,
    );
    return parts.length === 0 ? t("event.empty") : parts.join("; ");
  }
  if (typeof value === "boolean") return t(`values.yesNo.${value}`);
  if (field === "phone") return formatPhone(String(value));
  const key = `values.${field}.${String(value)}` as "values.gender.male";
  return /^[\w-]+$/.test(String(value)) && isWorded(t, key) ? t(key) : String(value);
}
