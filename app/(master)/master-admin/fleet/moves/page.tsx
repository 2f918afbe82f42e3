import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Flash } from "@/app/_ui/flash";
import { Truck } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { idOf, type Query } from "@/lib/domain/list-query";
import { listMoves } from "@/lib/master/fleet/moves/list-moves";
import { moveJobKind } from "@/lib/master/fleet/moves/move-jobs";
import { companyName } from "@/lib/master/fleet/reference/synced-companies";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { LiveJob } from "../_jobs/live-job";
import { MovesTable } from "../_moves/moves-table";
import { fleetPath, movesPath, newMovePath, serversPath } from "../addresses";

const shown = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetServers"))("moves.title") };
}

/** Moves of databases between servers, of all companies or of one; live while one goes on. */
export default async function MovesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const companyId = idOf(query.company);
  const company = companyId && (await companyName(master, companyId));
  const now = new Date();
  const [moves, [job]] = await Promise.all([
    listMoves(master, now, { size: shown, ...(companyId && { companyId }) }),
    latestJobs(master, [moveJobKind], companyId),
  ]);
  const t = await getTranslations("fleetServers");
  const servers = await getTranslations("fleet.servers");
  return (
    <>
      <PageHeader
        title={company ? t("moves.of", { company }) : t("moves.title")}
        back={
          company
            ? { href: movesPath, label: t("moves.title") }
            : { href: serversPath, label: servers("title") }
        }
        description={t("moves.note")}
        actions={
          company &&
          companyId && (
            <ButtonLink href={newMovePath(companyId)} variant="primary">
              {t("start.link")}
            </ButtonLink>
          )
        }
      />
      <Flash query={query} namespace="fleetServers" />
      {job?.isOpen && companyId && <LiveJob job={job} title={t("running")} waiting={t("wait")} />}
      {moves.some(({ isOpen }) => isOpen) && <RefreshWhile />}
      {moves.length > 0 ? (
        <MovesTable rows={moves} />
      ) : (
        <Panel flush>
          <EmptyState
            icon={<Truck size={20} />}
            title={t("moves.empty")}
            text={t("moves.emptyText")}
            actions={!company && <ButtonLink href={fleetPath}>{t("moves.toDatabases")}</ButtonLink>}
          />
        </Panel>
      )}
    </>
  );
}
