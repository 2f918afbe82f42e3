import { getLocale, getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { Status, type Tone } from "@/app/_ui/status";
import type { MigrationResultState } from "@/drizzle/master/schema/states";
import { formatNumber } from "@/lib/i18n/format";
import type { MigrationRunResult } from "@/lib/master/fleet/migrations/migration-run";

const tones: Record<MigrationResultState, Tone> = {
  waiting: "neutral",
  running: "info",
  done: "good",
  current: "good",
  failed: "bad",
};

/** What a run did to each database, those that failed first. */
export async function ResultsTable({ results }: { results: readonly MigrationRunResult[] }) {
  const t = await getTranslations("fleet");
  const locale = await getLocale();
  const short = (name: string | null) => name?.split("_")[0] ?? "–";
  const ms = (value: number | null) =>
    value === null ? "–" : t("migrations.ms", { ms: formatNumber(value, locale) });
  return (
    <DataTable<MigrationRunResult>
      label={t("migrations.results")}
      rows={results}
      rowKey={({ companyId }) => companyId}
      rowHref={({ companyId }) => `/master-admin/companies/${companyId}`}
      phoneLine={({ error, state }) => error ?? t(`result.${state}`)}
      columns={[
        {
          id: "company",
          header: t("databases.columns.company"),
          title: ({ companyName }) => companyName,
          cell: ({ companyName, slug, wave, state }) => (
            <>
              {companyName}
              <span className="block truncate font-normal text-caption text-muted">
                {wave === 0 && state !== "current" ? t("migrations.canary", { slug }) : slug}
              </span>
            </>
          ),
        },
        {
          id: "state",
          header: t("databases.columns.state"),
          width: "9rem",
          cell: ({ state }) => <Status tone={tones[state]}>{t(`result.${state}`)}</Status>,
        },
        {
          id: "schema",
          header: t("databases.columns.schema"),
          width: "8rem",
          from: "md",
          cell: ({ from, to }) => `${short(from)} → ${short(to)}`,
        },
        {
          id: "ms",
          header: t("migrations.columns.ms"),
          width: "7rem",
          from: "lg",
          numeric: true,
          cell: (row) => ms(row.ms),
        },
        {
          id: "paused",
          header: t("migrations.columns.paused"),
          width: "9rem",
          from: "xl",
          numeric: true,
          cell: ({ pausedMs }) => ms(pausedMs),
        },
        {
          id: "error",
          header: t("migrations.columns.error"),
          width: "30%",
          from: "lg",
          title: ({ error }) => error ?? undefined,
          cell: ({ error }) => error && <span className="text-bad">{error}</span>,
        },
      ]}
    />
  );
}
