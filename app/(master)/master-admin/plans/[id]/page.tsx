import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { SubmitButton } from "@/app/_ui/submit-button";
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
  const common = await getTranslations("common");
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
          staleVersion: (
            <a
              href={planPath(plan.id)}
              target="_blank"
              className="underline underline-offset-2"
              rel="noopener"
            >
              {t("staleRemedy")}
            </a>
          ),
        }}
      >
        <FormContext />
        <input type="hidden" name="id" value={plan.id} />
        <input type="hidden" name="version" value={plan.version} />
        <PlanFields plan={plan} />
        <div className="mt-4 flex justify-end gap-2">
          <ButtonLink href={plansPath} size="lg">
            {common("cancel")}
          </ButtonLink>
          <SubmitButton shortcut="⌘↵">{common("save")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
