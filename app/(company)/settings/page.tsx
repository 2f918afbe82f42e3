import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireCompany } from "@/lib/auth/require-company";
import { readBusinessProfile } from "@/lib/company/organization/queries";
import { formatDateTime } from "@/lib/i18n/format";
import { saveProfileAction } from "./actions";
import { DangerZone } from "./danger-zone";
import { ProfileFacts } from "./profile-facts";
import { ProfileFields } from "./profile-fields";
import { SettingsTabs } from "./settings-tabs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.profile")} · ${t("title")}` };
}

export default async function ProfilePage() {
  const { db, company, can } = await requireCompany("settings.read");
  const profile = await readBusinessProfile(db);
  const t = await getTranslations("settings");
  const { owner } = profile;
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="profile" />
      <div className="max-w-form">
        {profile.profiledAt === null && <Notice className="mb-4">{t("profile.notProfiled")}</Notice>}
        {can("settings.write") ? (
          <Form action={saveProfileAction} okMessage={t("profile.saved")}>
            <FormContext companyId={company.formId} />
            <Panel title={t("profile.title")} note={t("profile.note")}>
              <ProfileFields profile={profile} />
            </Panel>
            <div className="mt-4 flex justify-end">
              <SubmitButton shortcut="⌘↵">{t("profile.save")}</SubmitButton>
            </div>
          </Form>
        ) : (
          <Panel title={t("profile.title")} note={t("profile.readOnly")}>
            <ProfileFacts profile={profile} />
          </Panel>
        )}
        <p className="mt-4 text-muted text-small">
          {t("profile.owner")}: {owner.firstName} {owner.lastName} · {t("profile.updated")}:{" "}
          {formatDateTime(profile.updatedAt, company.timeZone)}
        </p>
      </div>
      <DangerZone />
    </>
  );
}
