import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { MapPin } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { formatNumber } from "@/lib/i18n/format";
import type { ComparedCompany } from "@/lib/journeys/sync-reference";
import { companySyncPath, syncPath } from "./addresses";
import { SyncStatus } from "./sync-status";

type Row = { id: string; name: string; slug: string };
type Props = { rows: readonly Row[]; compared: readonly ComparedCompany[]; filtered: boolean };

export async function CompaniesTable({ rows, compared, filtered }: Props) {
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
  const byId = new Map(compared.map((each) => [each.id, each]));
  const planOf = ({ id }: Row) => byId.get(id)?.plan;
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
      phoneLine={(row) => <SyncStatus company={byId.get(row.id)} />}
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
          cell: (row) => <SyncStatus company={byId.get(row.id)} />,
        },
        {
          id: "edition",
          header: t("columns.edition"),
          width: "8rem",
          from: "lg",
          numeric: true,
          cell: (row) => planOf(row)?.edition[0] ?? "–",
        },
        counted("changes", (row) => planOf(row)?.changes.length),
        counted("conflicts", (row) => planOf(row)?.conflicts.length),
        counted("links", (row) => planOf(row)?.links.length),
      ]}
    />
  );
}
