import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { Panel } from "@/app/_ui/panel";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { KeptComparison } from "@/lib/master/fleet/backups/kept-comparison";
import { zone } from "../../../_shell/zone";
import { compareBackup } from "../backups/actions";
import { tableWord } from "./table-words";

type Props = { backupId: string; comparison: KeptComparison | null; isBusy: boolean };

const kinds = ["added", "changed", "removed"] as const;
const looks = { added: "text-warn", changed: "text-warn", removed: "text-good" };

/** Table by table what a restore would take away and bring back: counts, and nothing of what is in the rows. */
export async function ComparisonPanel({ backupId, comparison, isBusy }: Props) {
  const t = await getTranslations("fleetRestore");
  const locale = await getLocale();
  const tables = comparison?.tables ?? [];
  return (
    <Panel
      title={t("compare.title")}
      note={comparison ? t("compare.note") : t("compare.never")}
      actions={
        !isBusy && (
          <ConfirmForm action={compareBackup} label={comparison ? t("compare.again") : t("compare.button")}>
            <FormContext />
            <input type="hidden" name="backupId" value={backupId} />
          </ConfirmForm>
        )
      }
    >
      {comparison && tables.length === 0 && <p>{t("compare.same")}</p>}
      {tables.length > 0 && (
        <table className="w-full text-left">
          <caption className="sr-only">{t("compare.title")}</caption>
          <thead className="text-muted text-small">
            <tr>
              <th scope="col" className="py-1.5 pr-3 font-normal">
                {t("columns.table")}
              </th>
              {kinds.map((kind) => (
                <th key={kind} scope="col" className="w-28 py-1.5 pl-3 text-right font-normal max-sm:w-20">
                  {t(`columns.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tables.map((row) => (
              <tr key={row.table} className="border-line border-t">
                <th scope="row" className="py-2 pr-3 font-medium">
                  {tableWord(t, row.table)}
                </th>
                {kinds.map((kind) => (
                  <td
                    key={kind}
                    className={`py-2 pl-3 text-right tabular-nums ${row[kind] > 0 ? looks[kind] : "text-muted"}`}
                  >
                    {formatNumber(row[kind], locale)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {comparison && (
        <p className="mt-3 text-muted text-small">
          {t("compare.at", { time: formatDateTime(comparison.comparedAt, zone) })}
        </p>
      )}
    </Panel>
  );
}
