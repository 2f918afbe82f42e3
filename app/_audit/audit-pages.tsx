import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/button";
import { listUrl } from "@/app/_ui/list-url";
import { type AuditFilter, auditQuery } from "@/lib/domain/audit-filter";
import { formatDateTime } from "@/lib/i18n/format";

interface AuditPagesProps {
  path: string;
  filter: AuditFilter;
  page: { older: number | null; newer: number | null; lookedTo: { seq: number; at: number } | null };
  timeZone: string;
}

/** On to older events and back to newer ones. How many there are is not counted. */
export function AuditPages({ path, filter, page, timeZone }: AuditPagesProps) {
  const t = useTranslations("audit.pages");
  const at = (place: { before?: number; after?: number }) =>
    listUrl(path, auditQuery({ ...filter, before: null, after: null, ...place }));
  const { older, newer, lookedTo } = page;
  if (older === null && newer === null && lookedTo === null) return null;
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center justify-end gap-2 py-2.5 text-small">
      {lookedTo && (
        <p className="flex-1 text-muted">{t("lookedTo", { time: formatDateTime(lookedTo.at, timeZone) })}</p>
      )}
      {newer !== null && (
        <ButtonLink href={at({ after: newer })} size="sm" rel="prev">
          {t("newer")}
        </ButtonLink>
      )}
      {older !== null && (
        <ButtonLink href={at({ before: older })} size="sm" rel="next">
          {t("older")}
        </ButtonLink>
      )}
      {lookedTo && (
        <ButtonLink href={at({ before: lookedTo.seq })} size="sm" rel="next">
          {t("goOn")}
        </ButtonLink>
      )}
    </nav>
  );
}
