import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { localeNames, locales } from "@/lib/i18n/config";
import type { findOwnAccount } from "@/lib/master/users/own-account";
import { editAccountAction } from "./actions";
import { EmailFields } from "./email-fields";

/** How one is called, written to and spoken to. */
export async function ProfilePanel({
  account,
}: {
  account: NonNullable<Awaited<ReturnType<typeof findOwnAccount>>>;
}) {
  const t = await getTranslations("secondFactor.profile");
  return (
    <Panel title={t("title")} note={t("note", { username: account.username })}>
      <Form action={editAccountAction}>
        <input type="hidden" name="version" value={account.version} />
        <input type="text" name="username" value={account.username} autoComplete="username" readOnly hidden />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="firstName" label={t("firstName")}>
            <TextInput autoComplete="given-name" defaultValue={account.firstName} />
          </Field>
          <Field name="lastName" label={t("lastName")}>
            <TextInput autoComplete="family-name" defaultValue={account.lastName} />
          </Field>
          <EmailFields
            email={account.email}
            words={{
              email: t("email"),
              password: t("currentPassword"),
              passwordHint: t("currentPasswordHint"),
            }}
          />
          <Field name="locale" label={t("language")}>
            <Select
              defaultValue={account.locale}
              options={locales.map((value) => ({ value, label: localeNames[value] }))}
            />
          </Field>
        </div>
        <SubmitButton className="mt-4" shortcut="⌘↵">
          {t("save")}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
