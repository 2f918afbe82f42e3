import { getLocale, getTranslations } from "next-intl/server";
import { Status } from "@/app/_ui/status";
import { formatNumber } from "@/lib/i18n/format";
import type { KeptTable } from "@/lib/master/fleet/backups/kept-comparison";
import { tableWord } from "./table-words";

/** Open at once when there is little to read. */
const few = 12;

/** The records of one table that could come back, each with a box to tick. */
export async function RecordRows({ table }: { table: KeptTable }) {
  const t = await getTranslations("fleetRestore");
  const locale = await getLocale();
  const rows = table.records.filter(({ change }) => change !== "added");
  const total = table.changed + table.removed;
  return (
    <details open={rows.length <= few} className="border-line border-t first-of-type:border-t-0">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        {tableWord(t, table.table)}
        <span className="font-normal text-muted tabular-nums">{formatNumber(total, locale)}</span>
      </summary>
      <ul className="pb-3">
        {rows.map(({ record, change, reference, fields }) => (
          <li key={record}>
            <label className="flex min-h-9 cursor-pointer items-start gap-2.5 rounded-md px-1 py-1.5 touch:min-h-11 hover:bg-sunk">
              <input
                type="checkbox"
                name="record"
                value={record}
                aria-label={t("records.pick", { record: reference || record })}
                className="ui-check mt-0.5"
              />
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
                <Status tone={change === "removed" ? "bad" : "warn"}>{t(`change.${change}`)}</Status>
                {reference !== "" && <span className="font-medium">{reference}</span>}
                <code className="break-all font-mono text-muted text-small">{record.split(":")[1]}</code>
                {fields.length > 0 && (
                  <span className="w-full text-muted text-small">
                    {t("columns.fields")}: {fields.join(", ")}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="pb-3 text-muted text-small">
          {t("records.more", {
            shown: formatNumber(rows.length, locale),
            total: formatNumber(total, locale),
          })}
        </p>
      )}
    </details>
  );
}
