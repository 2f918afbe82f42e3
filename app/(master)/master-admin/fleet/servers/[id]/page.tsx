import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { DrainAction } from "../../_servers/drain-action";
import { DrainPanel } from "../../_servers/drain-panel";
import { RemoveAction } from "../../_servers/remove-action";
import { RevokeTokensAction } from "../../_servers/revoke-tokens-action";
import { ServerDatabases } from "../../_servers/server-databases";
import { ServerFacts } from "../../_servers/server-facts";
import { serverOf } from "../../_servers/server-of";
import { serverPath, serversPath } from "../../addresses";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { master } = await requireMasterAdmin();
  return { title: (await serverOf(master, (await params).id)).name };
}

/** One server: how it is, what is on it, and emptying it. */
export default async function ServerPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const server = await serverOf(master, (await params).id);
  const t = await getTranslations("fleetServers");
  const servers = await getTranslations("fleet.servers");
  return (
    <>
      <PageHeader
        title={server.name}
        back={{ href: serversPath, label: servers("title") }}
        actions={
          <>
            <RevokeTokensAction server={server} />
            <DrainAction master={master} server={server} />
            <RemoveAction master={master} server={server} />
            <ButtonLink href={`${serverPath(server.id)}/edit`}>{t("edit")}</ButtonLink>
          </>
        }
      />
      <Flash query={await searchParams} namespace="fleetServers" />
      <DrainPanel master={master} serverId={server.id} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <ServerDatabases master={master} serverId={server.id} />
        <ServerFacts server={server} />
      </div>
    </>
  );
}
