import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewPassword } from "@/app/_password/new-password";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { openMaster } from "@/lib/databases";
import { isSetupTokenUsable } from "@/lib/master/setup/setup-token";
import { createMasterAdminAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("setup"))("title"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}

/** Reached once, by the link that the first start prints. */
export default async function SetupPage({ params }: PageProps<"/setup/[token]">) {
  const { token } = await params;
  if (!(await isSetupTokenUsable(await openMaster(), token, new Date()))) notFound();
  const t = await getTranslations("setup");
  return (
    <div className="mx-auto w-full max-w-[32rem] px-4 pt-10 pb-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead")}</p>
      <Panel className="mt-6">
        <Form action={createMasterAdminAction}>
          <input type="hidden" name="setupToken" value={token} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="firstName" label={t("firstName")}>
              <TextInput autoComplete="given-name" />
            </Field>
            <Field name="lastName" label={t("lastName")}>
              <TextInput autoComplete="family-name" />
            </Field>
            <Field name="username" label={t("username")} hint={t("usernameHint")} className="sm:col-span-2">
              <TextInput autoComplete="username" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field name="email" label={t("email")} className="sm:col-span-2">
              <TextInput type="email" inputMode="email" autoComplete="email" />
            </Field>
            <NewPassword name="password" label={t("password")} className="sm:col-span-2" />
          </div>
          <SubmitButton className="mt-5">{t("submit")}</SubmitButton>
        </Form>
      </Panel>
    </div>
  );
}
