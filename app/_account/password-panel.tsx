import { getTranslations } from "next-intl/server";
import { NewPassword } from "@/app/_password/new-password";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { PasswordInput } from "@/app/_ui/password-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { changePasswordAction } from "./password-action";

/** Another password, for who knows the present one. */
export async function PasswordPanel({ username }: { username: string }) {
  const t = await getTranslations("auth.account");
  return (
    <Panel title={t("password")} note={t("passwordNote")}>
      <Form action={changePasswordAction} okMessage={t("changed")} resetOnOk>
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="currentPassword" label={t("current")}>
            <PasswordInput autoComplete="current-password" />
          </Field>
          <NewPassword name="password" label={t("new")} />
        </div>
        <SubmitButton className="mt-4">{t("change")}</SubmitButton>
      </Form>
    </Panel>
  );
}
