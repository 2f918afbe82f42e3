import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Lock } from "@/app/_ui/icons";
import { type Query, values } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { masterPath } from "@/lib/auth/return-path";
import { companyToEnter } from "@/lib/master/impersonations/company-to-enter";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { EntryForm } from "./entry-form";
import { Rules } from "./rules";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("impersonation.enter"))("title") };
}

export default async function EnterCompanyPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const company = (await companyToEnter(master, (await params).id)) ?? notFound();
  const query = await searchParams;
  const from = masterPath(values(query.from)[0], `/master-admin/companies/${company.id}`);
  const possible = impersonationIn(company.state);
  const t = await getTranslations("impersonation.enter");
  if (possible === null) {
    return (
      <EmptyState
        level={1}
        icon={<Lock size={20} />}
        title={t("notPossible.title", { company: company.name })}
        text={t(company.state === "closed" ? "notPossible.closed" : "notPossible.provisioning")}
        actions={<ButtonLink href={from}>{t("cancel")}</ButtonLink>}
      />
    );
  }
  return (
    <>
      <PageHeader title={t("title")} back={{ href: from, label: company.name }} description={t("lead")} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <EntryForm
          company={company}
          onlyToRead={possible === "read"}
          from={from}
          next={values(query.next)[0]}
        />
        <Rules company={company} />
      </div>
    </>
  );
}
