import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { Status } from "@/app/_ui/status";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import { listServers } from "@/lib/master/fleet/databases/list-servers";
import { fleetPath } from "../addresses";

type Server = Awaited<ReturnType<typeof listServers>>[number];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("servers.title") };
}

export default async function ServersPage() {
  const { master } = await requireMasterAdmin();
  const servers = await listServers(master);
  const locale = await getLocale();
  const t = await getTranslations("fleet.servers");
  return (
    <>
      <PageHeader title={t("title")} count={formatNumber(servers.length, locale)} description={t("note")} />
      <DataTable<Server>
        label={t("title")}
        rows={servers}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `${fleetPath}?server=${id}`}
        phoneLine={({ kind, databases }) => `${t(`kind.${kind}`)} · ${formatNumber(databases, locale)}`}
        columns={[
          { id: "name", header: t("columns.name"), cell: ({ name }) => name },
          {
            id: "kind",
            header: t("columns.kind"),
            width: "12rem",
            from: "md",
            cell: ({ kind }) => t(`kind.${kind}`),
          },
          {
            id: "url",
            header: t("columns.url"),
            from: "xl",
            title: ({ url }) => url,
            cell: ({ url, region }) => [url || t("dataFolder"), region].filter(Boolean).join(" · "),
          },
          {
            id: "state",
            header: t("columns.state"),
            width: "10rem",
            cell: ({ acceptsNew, drainingAt }) =>
              drainingAt !== null ? (
                <Status tone="warn">{t("draining")}</Status>
              ) : acceptsNew ? (
                <Status tone="good">{t("accepting")}</Status>
              ) : (
                <Status>{t("closed")}</Status>
              ),
          },
          {
            id: "databases",
            header: t("columns.databases"),
            width: "9rem",
            from: "md",
            numeric: true,
            cell: ({ databases, maxDatabases }) =>
              [databases, maxDatabases]
                .filter((n) => n !== null)
                .map((n) => formatNumber(n, locale))
                .join(" / "),
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
    </>
  );
}
