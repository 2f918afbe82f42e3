import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { planChoices } from "@/lib/master/companies/plan-choices";
import { isPaid } from "@/lib/master/subscriptions/periods";
import { companyOf } from "../../_company/company-of";
import { companyPath } from "../../addresses";
import { CancelForm } from "./cancel-form";
import { PaymentForm } from "./payment-form";
import { PlanForm } from "./plan-form";
import { TrialForm } from "./trial-form";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies.billing"))("title") };
}

/** What an operator can do with a company's subscription in the state it is in. */
export default async function CompanySubscriptionPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const now = new Date();
  const { company, subscription, plan, effective, usage } = await companyOf(master, (await params).id, now);
  if (!subscription || !plan || !effective) notFound();
  const t = await getTranslations("companies.billing");
  const state = effective.state;
  const isTrial = state === "trialing" || (state === "read_only" && !isPaid(subscription));
  const given = { company, subscription };
  return (
    <>
      <PageHeader title={t("title")} back={{ href: companyPath(company.id), label: company.name }} />
      <div className="grid max-w-form gap-4">
        <PaymentForm {...given} plan={plan} state={state} />
        {isTrial && <TrialForm {...given} />}
        <PlanForm {...given} plans={await planChoices(master)} usage={usage} />
        {state === "read_only" && <CancelForm {...given} />}
      </div>
    </>
  );
}
