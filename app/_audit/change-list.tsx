import { useTranslations } from "next-intl";
import type { FieldChange } from "@/lib/domain/audit-changes";
import { fieldWord, valueWord } from "./change-words";

interface ChangeListProps {
  changes: readonly FieldChange[];
  /** For what was not changed but made or found: only what it is. */
  plain?: boolean | undefined;
}

/** Each field that changed: what it was, an arrow, what it is. */
export function ChangeList({ changes, plain = false }: ChangeListProps) {
  const t = useTranslations("audit");
  return (
    <dl className="mt-1.5 grid gap-1 text-small">
      {changes.map(({ field, from, to }) => (
        <div key={field} className="flex flex-wrap gap-x-1.5">
          <dt className="text-muted">{fieldWord(t, field)}:</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {!(plain && from === null) && (
              <>
                <span className="sr-only">{t("event.from")} </span>
                <span className="text-muted">{valueWord(t, field, from)}</span>
                <span aria-hidden> → </span>
                <span className="sr-only">, {t("event.to")} </span>
              </>
            )}
            {valueWord(t, field, to)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
