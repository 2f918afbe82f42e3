import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { MapPin } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { formatNumber } from "@/lib/i18n/format";
import type { SyncState } from "@/lib/master/fleet/reference/sync-states";
import { companySyncPath, syncPath } from "./addresses";
import { StateStatus } from "./state-status";

type Row = { id: string; name: string; slug: string };
type Props = {
  rows: readonly Row[];
  states: ReadonlyMap<string, SyncState>;
  /** The catalogue's edition. */
  current: number | null;
  filtered: boolean;
};

export async function CompaniesTable({ rows, states, current, filtered }: Props) {
  const t = await getTranslations("fleetReference");
  const locale = await getLocale();
  if (rows.length === 0)
    return (
      <Panel flush>
        <EmptyState
          icon={<MapPin size={20} />}
          title={filtered ? t("none") : t("empty")}
          text={filtered ? t("noneText") : t("emptyText")}
          actions={filtered && <ButtonLink href={syncPath}>{t("clear")}</ButtonLink>}
        />
      </Panel>
    );
  const known = ({ id }: Row) => {
    const state = states.get(id);
    return state?.error === null ? state : undefined;
  };
  const status = ({ id }: Row) => <StateStatus state={states.get(id)} current={current} />;
  const counted = (
    id: "changes" | "conflicts" | "links",
    count: (row: Row) => number | undefined,
  ): Column<Row> => ({
    id,
    header: t(`columns.${id}`),
    width: "8.5rem",
    numeric: true,
    from: "md",
    cell: (row) => {
      const n = count(row);
      return n === undefined ? (
        "–"
      ) : (
        <span className={n === 0 ? "text-muted" : ""}>{formatNumber(n, locale)}</span>
      );
    },
  });
  return (
    <DataTable<Row>
      label={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => companySyncPath(id)}
      phoneLine={status}
      columns={[
        {
          id: "company",
          header: t("columns.company"),
          title: ({ name }) => name,
          cell: ({ name, slug }) => (
            <>
              {name}
              <span className="block truncate font-normal text-caption text-muted">{slug}</span>
            </>
          ),
        },
        {
          id: "state",
          header: t("columns.state"),
          width: "12rem",
          from: "md",
          cell: status,
        },
        {
          id: "edition",
          header: t("columns.edition"),
          width: "8rem",
          from: "lg",
          numeric: true,
          cell: (row) => known(row)?.edition ?? "–",
        },
        counted("changes", (row) => known(row)?.changes),
        counted("conflicts", (row) => known(row)?.conflicts),
        counted("links", (row) => known(row)?.links),
      ]}
    />
  );
}
