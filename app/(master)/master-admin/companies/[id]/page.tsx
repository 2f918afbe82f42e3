import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { LogIn } from "@/app/_ui/icons";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { first, type Query } from "@/lib/domain/list-query";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { CompanyHeader } from "../_company/company-header";
import { companyOf } from "../_company/company-of";
import { DatabasePanel } from "../_company/database-panel";
import { EventsPanel } from "../_company/events-panel";
import { ImpersonationsPanel } from "../_company/impersonations-panel";
import { NotesPanel } from "../_company/notes-panel";
import { ProfilePanel } from "../_company/profile-panel";
import { SubscriptionPanel } from "../_company/subscription-panel";
import { UsagePanel } from "../_company/usage-panel";
import { UsersPanel } from "../_company/users-panel";
import { companyPath } from "../addresses";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { master } = await requireMasterAdmin();
  const { company } = await companyOf(master, (await params).id, new Date());
  return { title: company.name };
}

export default async function CompanyPage({ params, searchParams }: Props) {
  const { master, user } = await requireMasterAdmin();
  const query = await searchParams;
  const found = await companyOf(master, (await params).id, new Date());
  const { company } = found;
  const t = await getTranslations("companies");
  return (
    <>
      <CompanyHeader
        found={found}
        enter={
          impersonationIn(company.state) !== null && (
            <ButtonLink
              href={`${companyPath(company.id)}/enter`}
              variant="primary"
              icon={<LogIn size={16} aria-hidden />}
            >
              {t("enterSystem")}
            </ButtonLink>
          )
        }
      />
      <Flash query={query} namespace="companies" />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <SubscriptionPanel master={master} found={found} />
          <UsagePanel master={master} found={found} />
          <UsersPanel master={master} companyId={company.id} />
          <ImpersonationsPanel master={master} company={company} />
          <EventsPanel master={master} company={company} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <ProfilePanel company={company} />
          <DatabasePanel master={master} found={found} check={first(query.check) === "now"} />
          <NotesPanel master={master} companyId={company.id} userId={user.id} />
        </div>
      </div>
    </>
  );
}
