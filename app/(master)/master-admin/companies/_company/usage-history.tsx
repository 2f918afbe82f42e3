import { getLocale, getTranslations } from "next-intl/server";
import { formatBytes, formatDay, formatNumber } from "@/lib/i18n/format";
import type { usageHistory } from "@/lib/master/companies/read-company";

type Day = Awaited<ReturnType<typeof usageHistory>>[number];

const [width, height] = [240, 36];

/** How doctors and bytes became more or fewer; the numbers stand behind the lines, as a table. */
export async function UsageHistory({ days }: { days: readonly Day[] }) {
  const t = await getTranslations("companies.usage");
  const locale = await getLocale();
  const lines = [
    { label: t("doctors"), values: days.map(({ doctors }) => doctors), format: formatNumber },
    { label: t("storage"), values: days.map(({ databaseBytes }) => databaseBytes), format: formatBytes },
  ];
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-2" aria-hidden>
        {lines.map(({ label, values, format }) => (
          <div key={label}>
            <p className="flex justify-between text-caption text-muted">
              <span>{label}</span>
              <span className="tabular-nums">
                {format(values[0] ?? 0, locale)} → {format(values.at(-1) ?? 0, locale)}
              </span>
            </p>
            <svg
              viewBox={`0 0 ${width} ${height}`}
              className="mt-1 h-9 w-full"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <polyline
                points={pointsOf(values)}
                fill="none"
                stroke="var(--accent)"
                strokeWidth={2}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          </div>
        ))}
      </div>
      <table className="sr-only">
        <caption>{t("history")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            <th scope="col">{t("doctors")}</th>
            <th scope="col">{t("storage")}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, doctors, databaseBytes }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day)}</th>
              <td>{formatNumber(doctors, locale)}</td>
              <td>{formatBytes(databaseBytes, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** From the least to the most over the whole height; what never changed lies in the middle. */
function pointsOf(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = width / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const share = most === least ? 0.5 : (value - least) / (most - least);
      return `${(index * step).toFixed(1)},${(2 + (1 - share) * (height - 4)).toFixed(1)}`;
    })
    .join(" ");
}
