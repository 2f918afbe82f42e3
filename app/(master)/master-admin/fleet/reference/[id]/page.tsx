import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { RefreshCw } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { MasterDb } from "@/lib/databases";
import { isId } from "@/lib/domain/id";
import type { Query } from "@/lib/domain/list-query";
import { previewCompanies } from "@/lib/journeys/sync-reference";
import { companyName } from "@/lib/master/fleet/reference/synced-companies";
import { syncCompanyNow } from "../actions";
import { syncPath } from "../addresses";
import { SyncStatus } from "../sync-status";
import { ChangesTable } from "./changes-table";
import { ConflictsTable } from "./conflicts-table";
import { LinksTable } from "./links-table";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { master } = await requireMasterAdmin();
  return { title: await nameOf(master, (await params).id) };
}

/** What a synchronization would do to one company, and what it would leave alone. */
export default async function CompanySyncPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const { id } = await params;
  const name = await nameOf(master, id);
  const [company] = await previewCompanies([id], new Date());
  const plan = company?.plan;
  const t = await getTranslations("fleetReference");
  return (
    <>
      <PageHeader
        title={name}
        back={{ href: syncPath, label: t("title") }}
        actions={
          plan && (
            <ConfirmForm
              action={syncCompanyNow}
              label={t("syncNow")}
              icon={<RefreshCw size={15} aria-hidden />}
            >
              <FormContext />
              <input type="hidden" name="company" value={id} />
            </ConfirmForm>
          )
        }
      />
      <Flash query={await searchParams} namespace="fleetReference" />
      {plan ? (
        <>
          <p className="mb-4 flex flex-wrap items-center gap-2 text-muted">
            <SyncStatus company={company} />
            {t("summary", {
              from: plan.edition[0] ?? 0,
              to: plan.edition[1] ?? 0,
              unchanged: plan.counts.unchanged,
              absent: plan.counts.absent,
              waiting: plan.counts.waiting,
            })}
          </p>
          <div className="grid gap-4">
            <ChangesTable changes={plan.changes} />
            <ConflictsTable conflicts={plan.conflicts} />
            <LinksTable links={plan.links} />
          </div>
        </>
      ) : (
        <Notice tone="bad">{t("unreadable", { reason: company?.error ?? "–" })}</Notice>
      )}
    </>
  );
}

async function nameOf(master: MasterDb, id: string): Promise<string> {
  return (isId(id) && (await companyName(master, id))) || notFound();
}
