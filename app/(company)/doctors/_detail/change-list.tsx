import { useTranslations } from "next-intl";
import type { FieldChange } from "@/lib/domain/audit-changes";
import { formatPhone } from "@/lib/domain/phone";

/** Each field that changed: what it was, an arrow, what it is. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  const t = useTranslations("doctors");
  const fieldOf = (name: string) => {
    const key = `fields.${name}` as "fields.phone";
    return t.has(key) ? t(key) : name;
  };
  const worded = (field: string, value: unknown): string => {
    if (value === null || value === "") return t("history.empty");
    if (field === "isActive") return t(value === true ? "status.active" : "status.inactive");
    if (field === "phone") return formatPhone(String(value));
    const gender = `gender.${String(value)}` as "gender.male";
    return field === "gender" && t.has(gender) ? t(gender) : String(value);
  };
  return (
    <dl className="mt-1.5 grid gap-1 text-small">
      {changes.map(({ field, from, to }) => (
        <div key={field} className="flex flex-wrap gap-x-1.5">
          <dt className="text-muted">{fieldOf(field)}:</dt>
          <dd className="min-w-0 break-words">
            <span className="sr-only">{t("history.from")} </span>
            <span className="text-muted">{worded(field, from)}</span>
            <span aria-hidden> → </span>
            <span className="sr-only">, {t("history.to")} </span>
            {worded(field, to)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
