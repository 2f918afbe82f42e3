import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/app/_ui/class-names";
import { Meter } from "@/app/_ui/meter";
import { formatNumber } from "@/lib/i18n/format";

type Props = {
  server: { databases: number; maxDatabases: number | null };
  /** Under a heading that says what is counted. */
  inTable?: boolean;
};

/** How many databases it holds, of as many as it may. */
export function Capacity({ server: { databases, maxDatabases }, inTable = false }: Props) {
  const t = useTranslations("fleetServers");
  const locale = useLocale();
  const used = formatNumber(databases, locale);
  const text =
    maxDatabases === null
      ? t("capacityFree", { used })
      : t("capacityOf", { used, most: formatNumber(maxDatabases, locale) });
  if (!inTable) return <Meter label={t("capacity")} text={text} value={databases} max={maxDatabases} />;
  const share = maxDatabases === null ? 0 : Math.min(1, databases / Math.max(1, maxDatabases));
  return (
    <span className="block tabular-nums">
      {text}
      {maxDatabases !== null && (
        <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-line">
          <span
            className={cx(
              "block h-full rounded-full",
              share >= 1 ? "bg-bad" : share >= 0.8 ? "bg-warn" : "bg-accent",
            )}
            style={{ width: `${share * 100}%` }}
          />
        </span>
      )}
    </span>
  );
}
