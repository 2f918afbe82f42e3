import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { redirectSignedIn } from "@/lib/auth/redirect-signed-in";
import { forgotPasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.forgot"))("title") };
}

export default async function ForgotPasswordPage() {
  await redirectSignedIn();
  const t = await getTranslations("access.forgot");
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 pt-10 pb-16 md:pt-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead")}</p>
      <Panel className="mt-6">
        <Form action={forgotPasswordAction} guard={false}>
          <Field name="identifier" label={t("identifier")}>
            <TextInput autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Field>
          <SubmitButton className="mt-4 w-full">{t("submit")}</SubmitButton>
        </Form>
      </Panel>
      <p className="mt-5">
        <Link href="/login" prefetch={false} className="text-accent-text underline underline-offset-2">
          {t("back")}
        </Link>
      </p>
    </div>
  );
}
