import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Panel } from "@/app/_ui/panel";
import { listQuarantine } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
import { CodeField } from "../../../_shell/code-field";
import { zone } from "../../../_shell/zone";
import { undoAction } from "../doctor/actions";

type Props = { company: { id: string; name: string } };

/** How many rows wait and why, never what is in them, and the way back. */
export async function QuarantinePanel({ company }: Props) {
  const t = await getTranslations("fleetDoctor.quarantine");
  const repair = await getTranslations("fleetDoctor.repair");
  const groups = await listQuarantine(company.id).catch(() => null);
  if (groups === null) return <Panel title={t("title")} note={t("unread")} />;
  if (groups.length === 0) return null;
  return (
    <Panel title={t("title")} note={t("note")}>
      <ul className="divide-y divide-line">
        {groups.map(({ table, parent, reason, rows, since }) => (
          <li
            key={`${table} ${reason}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 first:pt-0 last:pb-0"
          >
            <code className="font-medium font-mono text-small">{table}</code>
            <span className="min-w-0 flex-1 break-words">
              {parent === null ? t("rows", { count: rows }) : t("points", { count: rows, parent })}
              {parent === null && <span className="block text-muted text-small">{reason}</span>}
            </span>
            <span className="text-muted text-small tabular-nums">
              {t("since", { time: formatDateTime(since, zone) })}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmedForm
        action={undoAction}
        button={t("undo")}
        variant="secondary"
        confirm={{ title: t("undoConfirm", { company: company.name }), text: t("undoText") }}
        className="mt-5 border-line border-t pt-5"
      >
        <input type="hidden" name="companyId" value={company.id} />
        <CodeField label={repair("code")} hint={repair("codeHint")} className="max-w-md" />
      </ConfirmedForm>
    </Panel>
  );
}
