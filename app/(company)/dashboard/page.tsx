import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Plus } from "@/app/_ui/icons";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { checklist } from "@/lib/company/dashboard/checklist";
import { partOfDay } from "@/lib/company/dashboard/local-time";
import { readDashboard } from "@/lib/company/dashboard/read-dashboard";
import { checklistCookie } from "./checklist-cookie";
import { ChecklistPanel } from "./checklist-panel";
import { Figures } from "./figures";
import { WelcomePanel } from "./welcome-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("title") };
}

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await requireCompany("doctor.read");
  const { db, user, company, locale, can, subscription } = context;
  const now = new Date();
  const { timeZone } = company;
  const dashboard = await readDashboard(db, { now, timeZone, locale, withChanges: can("history.read") });
  const t = await getTranslations("dashboard");

  const mayAdd = can("doctor.write") && !subscription.blocksCreation;
  const steps = checklist(dashboard.counts);
  const isHidden = (await cookies()).get(checklistCookie)?.value === company.id;
  const isForThem = mayAdd && can("settings.write") && can("reference.write");
  const showSteps = isForThem && !isHidden && steps.some((step) => !step.done);
  const start = showSteps ? <ChecklistPanel steps={steps} /> : null;
  const isFirstUse = dashboard.counts.doctors === 0;
  return (
    <>
      <PageHeader
        title={t(`greeting.${partOfDay(timeZone, now)}`, { name: user.firstName })}
        actions={
          mayAdd &&
          !isFirstUse && (
            <ButtonLink
              href="/doctors/new"
              variant="primary"
              icon={<Plus size={16} aria-hidden />}
              shortcut="N"
            >
              <span className="max-md:hidden">{t("addDoctor")}</span>
              <span className="md:hidden">{(await getTranslations("common"))("add")}</span>
            </ButtonLink>
          )
        }
      />
      <Flash query={await searchParams} namespace="dashboard" />
      {isFirstUse ? (
        <div
          className={
            start ? "grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]" : undefined
          }
        >
          <WelcomePanel db={db} can={can} mayAdd={mayAdd} />
          {start}
        </div>
      ) : (
        <Figures context={context} dashboard={dashboard} start={start} now={now} />
      )}
    </>
  );
}
