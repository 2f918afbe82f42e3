import { getLocale, getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { ListedServer } from "@/lib/master/fleet/servers/servers-with-health";
import { serverPath } from "../addresses";
import { Capacity } from "./capacity";
import { ServerHealth } from "./server-health";
import { ServerState } from "./server-state";

type Row = ListedServer & { readonly bytes: number };

export async function ServersTable({ rows }: { rows: readonly Row[] }) {
  const locale = await getLocale();
  const t = await getTranslations("fleet.servers");
  const words = await getTranslations("fleetServers");
  return (
    <DataTable<Row>
      label={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => serverPath(id)}
      phoneLine={({ kind, databases }) => `${t(`kind.${kind}`)} · ${formatNumber(databases, locale)}`}
      columns={[
        {
          id: "name",
          header: t("columns.name"),
          title: ({ name }) => name,
          cell: ({ name, kind, region }) => (
            <>
              {name}
              <span className="block truncate font-normal text-caption text-muted">
                {[t(`kind.${kind}`), region].filter(Boolean).join(" · ")}
              </span>
            </>
          ),
        },
        {
          id: "url",
          header: t("columns.url"),
          width: "22%",
          from: "xl",
          cell: ({ url, groupName }) => url || groupName || t("dataFolder"),
        },
        {
          id: "state",
          header: t("columns.state"),
          width: "10rem",
          from: "lg",
          cell: (server) => <ServerState server={server} />,
        },
        {
          id: "health",
          header: words("health.title"),
          width: "12rem",
          phone: true,
          cell: ({ health }) => <ServerHealth health={health} />,
        },
        {
          id: "databases",
          header: t("columns.databases"),
          width: "12rem",
          from: "md",
          cell: (server) => <Capacity server={server} inTable />,
        },
        {
          id: "size",
          header: t("columns.size"),
          width: "7rem",
          from: "lg",
          numeric: true,
          cell: ({ bytes }) => formatBytes(bytes, locale),
        },
      ]}
    />
  );
}
