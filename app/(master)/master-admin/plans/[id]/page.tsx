import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { NewTabLink } from "@/app/_ui/new-tab-link";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { findPlan, planKeepers } from "@/lib/master/plans/list-plans";
import { editPlanAction } from "../actions";
import { planPath, plansPath } from "../addresses";
import { PlanFields } from "../plan-fields";
import { VisibilityForm } from "../visibility-form";
import { KeepersNotice } from "./keepers-notice";

type Props = PageProps<"/master-admin/plans/[id]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plans"))("title") };
}

export default async function EditPlanPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const plan = (await findPlan(master, decodeURIComponent((await params).id))) ?? notFound();
  const keepers = await planKeepers(master, plan.id, new Date());
  const t = await getTranslations("plans");
  return (
    <>
      <PageHeader
        title={t("edit", { plan: plan.name })}
        back={{ href: plansPath, label: t("back") }}
        actions={<VisibilityForm plan={plan} />}
      />
      <KeepersNotice keepers={keepers} />
      <Form
        action={editPlanAction}
        remedies={{
          staleVersion: <NewTabLink href={planPath(plan.id)}>{t("staleRemedy")}</NewTabLink>,
        }}
      >
        <FormContext />
        <input type="hidden" name="id" value={plan.id} />
        <input type="hidden" name="version" value={plan.version} />
        <PlanFields plan={plan} companies={keepers.companies} />
        <FormButtons cancel={plansPath} />
      </Form>
    </>
  );
}
