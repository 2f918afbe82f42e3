import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { previewFleetMigration } from "@/lib/databases";
import { Preview } from "../../_migrations/preview";
import { migrationsPath } from "../../addresses";
import { startMigration } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("databases.migrate") };
}

export default async function NewMigrationPage() {
  await requireMasterAdmin();
  const preview = await previewFleetMigration();
  const t = await getTranslations("fleet");
  return (
    <>
      <PageHeader
        title={t("databases.migrate")}
        back={{ href: migrationsPath, label: t("migrations.title") }}
        description={t("start.note")}
      />
      <div className="grid max-w-form gap-4">
        <Preview preview={preview} />
        <Form action={startMigration}>
          <FormContext />
          <Panel>
            <PanelSection>
              <div className="grid gap-4 sm:grid-cols-2">
                <Field name="canary" label={t("start.canary")} hint={t("start.canaryHint")}>
                  <Select defaultValue="random">
                    <option value="random">{t("start.canaryRandom")}</option>
                    <option value="none">{t("start.canaryNone")}</option>
                  </Select>
                </Field>
                <Field name="concurrency" label={t("start.concurrency")} hint={t("start.concurrencyHint")}>
                  <TextInput defaultValue="4" inputMode="numeric" autoComplete="off" />
                </Field>
                <Field
                  name="maxFailures"
                  label={t("start.maxFailures")}
                  hint={t("start.maxFailuresHint")}
                  optional
                >
                  <TextInput inputMode="numeric" autoComplete="off" />
                </Field>
              </div>
            </PanelSection>
            <PanelSection>
              <Checkbox name="copies" label={t("start.copies")} hint={t("start.copiesHint")} />
            </PanelSection>
          </Panel>
          <FormButtons cancel={migrationsPath}>{t("start.begin")}</FormButtons>
        </Form>
      </div>
    </>
  );
}
