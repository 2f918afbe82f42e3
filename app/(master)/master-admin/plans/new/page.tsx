import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
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
  return (
    <>
      <PageHeader title={t("add")} back={{ href: plansPath, label: t("back") }} />
      <Form action={addPlanAction}>
        <FormContext />
        <PlanFields plan={null} companies={0} />
        <FormButtons cancel={plansPath} />
      </Form>
    </>
  );
}
