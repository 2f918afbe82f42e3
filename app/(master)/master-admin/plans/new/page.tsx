import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { addPlanAction } from "../actions";
import { plansPath } from "../addresses";
import { PlanFields } from "../plan-fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plans"))("add") };
}

export default async function NewPlanPage() {
  await requireMasterAdmin();
  const t = await getTranslations("plans");
  const common = await getTranslations("common");
  return (
    <>
      <PageHeader title={t("add")} back={{ href: plansPath, label: t("back") }} />
      <Form action={addPlanAction}>
        <FormContext />
        <PlanFields plan={null} />
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
