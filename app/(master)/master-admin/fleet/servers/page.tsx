import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Plus } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { listServers } from "@/lib/master/fleet/databases/list-servers";
import { serversWithHealth } from "@/lib/master/fleet/servers/servers-with-health";
import { ServersTable } from "../_servers/servers-table";
import { movesPath, newServerPath } from "../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("servers.title") };
}

/** Where companies' databases live: how full each server is, and whether it answers right now. */
export default async function ServersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const [servers, sizes] = await Promise.all([serversWithHealth(master), listServers(master)]);
  const bytes = new Map(sizes.map((server) => [server.id, server.bytes]));
  const t = await getTranslations("fleet.servers");
  const words = await getTranslations("fleetServers");
  return (
    <>
      <PageHeader
        title={t("title")}
        count={formatNumber(servers.length, await getLocale())}
        description={t("note")}
        actions={
          <>
            <ButtonLink href={movesPath}>{words("moves.title")}</ButtonLink>
            <ButtonLink
              href={newServerPath("libsql-server")}
              variant="primary"
              icon={<Plus size={16} aria-hidden />}
              shortcut="N"
            >
              {words("add")}
            </ButtonLink>
          </>
        }
      />
      <Flash query={await searchParams} namespace="fleetServers" />
      <ServersTable rows={servers.map((server) => ({ ...server, bytes: bytes.get(server.id) ?? 0 }))} />
    </>
  );
}
