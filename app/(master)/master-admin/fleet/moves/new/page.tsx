import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Truck } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { serverLoads } from "@/lib/databases";
import { isId } from "@/lib/domain/id";
import { first, type Query } from "@/lib/domain/list-query";
import { readCompany } from "@/lib/master/companies/read-company";
import { companyPath } from "../../../companies/addresses";
import { ChooseServer } from "../../_moves/choose-server";
import { MovePlanForm } from "../../_moves/move-plan-form";
import { fleetPath, movesPath, newServerPath } from "../../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetServers"))("start.title") };
}

/** Where a company's database may go, and what going there would mean; both choices are in the address. */
export default async function NewMovePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const companyId = first(query.company) ?? "";
  const t = await getTranslations("fleetServers");
  if (companyId === "")
    return (
      <>
        <PageHeader title={t("start.title")} back={{ href: movesPath, label: t("moves.title") }} />
        <Panel flush>
          <EmptyState
            icon={<Truck size={20} />}
            title={t("start.which")}
            text={t("moves.emptyText")}
            actions={<ButtonLink href={fleetPath}>{t("moves.toDatabases")}</ButtonLink>}
          />
        </Panel>
      </>
    );
  if (!isId(companyId)) notFound();
  const { company, database } = await readCompany(master, companyId, new Date()).catch(() => notFound());
  if (!database) notFound();
  const servers = await serverLoads(master);
  const current = servers.find(({ id }) => id === database.serverId);
  const others = servers.filter(({ id }) => id !== database.serverId);
  const target = others.find(({ id }) => id === first(query.to));
  return (
    <>
      <PageHeader
        title={t("start.title")}
        back={{ href: companyPath(companyId), label: company.name }}
        description={t("start.note")}
      />
      <div className="grid max-w-form gap-4">
        {others.length === 0 ? (
          <Panel flush>
            <EmptyState
              icon={<Truck size={20} />}
              title={t("start.none")}
              actions={<ButtonLink href={newServerPath("libsql-server")}>{t("add")}</ButtonLink>}
            />
          </Panel>
        ) : (
          <ChooseServer
            companyId={companyId}
            current={current?.name ?? "–"}
            servers={others}
            chosen={target?.id ?? null}
          />
        )}
        {target && <MovePlanForm company={company} databaseId={database.id} target={target} />}
      </div>
    </>
  );
}
