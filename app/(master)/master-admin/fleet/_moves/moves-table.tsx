import { getLocale, getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { ListedMove } from "@/lib/master/fleet/moves/list-moves";
import { zone } from "../../../_shell/zone";
import { movePath } from "../addresses";
import { MoveState } from "./move-state";

export async function MovesTable({ rows }: { rows: readonly ListedMove[] }) {
  const t = await getTranslations("fleetServers.moves");
  const locale = await getLocale();
  const route = ({ from, to }: ListedMove) => `${from.name} → ${to.name}`;
  return (
    <DataTable<ListedMove>
      label={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => movePath(id)}
      phoneLine={route}
      columns={[
        {
          id: "company",
          header: t("company"),
          title: ({ company }) => company,
          cell: ({ company, slug }) => (
            <>
              {company}
              <span className="block truncate font-normal text-caption text-muted">{slug}</span>
            </>
          ),
        },
        { id: "route", header: t("route"), width: "24%", title: route, cell: route },
        {
          id: "state",
          header: t("state"),
          width: "11rem",
          phone: true,
          cell: (move) => <MoveState move={move} />,
        },
        {
          id: "rows",
          header: t("rows"),
          width: "8rem",
          from: "lg",
          numeric: true,
          cell: ({ totalRows }) => (totalRows === null ? "–" : formatNumber(totalRows, locale)),
        },
        {
          id: "paused",
          header: t("paused"),
          width: "9rem",
          from: "xl",
          numeric: true,
          cell: ({ pausedMs }) =>
            pausedMs === null ? "–" : t("ms", { ms: formatNumber(Math.round(pausedMs), locale) }),
        },
        {
          id: "at",
          header: t("at"),
          width: "10rem",
          from: "md",
          cell: ({ startedAt }) => formatDateTime(startedAt, zone),
        },
      ]}
    />
  );
}
