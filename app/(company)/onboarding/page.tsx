import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireCompany } from "@/lib/auth/require-company";
import { readBusinessProfile } from "@/lib/company/organization/queries";
import { ProfileFields } from "../settings/profile-fields";
import { finishOnboardingAction, skipOnboardingAction } from "./actions";
import { ReadyList } from "./ready-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("onboarding");
  return { title: t("title") };
}

export default async function OnboardingPage() {
  const context = await requireCompany("settings.write");
  const profile = await readBusinessProfile(context.db);
  if (profile.profiledAt !== null) redirect("/settings");
  const t = await getTranslations("onboarding");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="lg:col-start-2 lg:row-start-1">
          <ReadyList {...context} />
        </div>
        <div className="lg:col-start-1 lg:row-start-1">
          <Form action={finishOnboardingAction}>
            <FormContext companyId={context.company.formId} />
            <Panel>
              <ProfileFields profile={profile} />
            </Panel>
            <div className="mt-4 flex justify-end">
              <SubmitButton shortcut="⌘↵">{t("save")}</SubmitButton>
            </div>
          </Form>
          {profile.onboardingSkippedAt === null && (
            <Form action={skipOnboardingAction} guard={false} className="mt-6">
              <FormContext companyId={context.company.formId} />
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t pt-4">
                <p className="min-w-0 flex-1 text-muted">{t("skipText")}</p>
                <SubmitButton variant="quiet">{t("skip")}</SubmitButton>
              </div>
            </Form>
          )}
        </div>
      </div>
    </>
  );
}
