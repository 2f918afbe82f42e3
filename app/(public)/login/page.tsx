import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Flash } from "@/app/_ui/flash";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { PasswordInput } from "@/app/_ui/password-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { redirectSignedIn } from "@/lib/auth/redirect-signed-in";
import { loginAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.login"))("title") };
}

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const query = await searchParams;
  const { next } = query;
  await redirectSignedIn(next);
  const t = await getTranslations("auth.login");
  const access = await getTranslations("access");
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 pt-10 pb-16 md:pt-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 mb-6 text-muted">{t("lead")}</p>
      <Flash query={query} namespace="access" />
      <Panel>
        <Form action={loginAction} guard={false}>
          {typeof next === "string" && <input type="hidden" name="next" value={next} />}
          <div className="grid gap-4">
            <Field name="identifier" label={t("identifier")}>
              <TextInput autoComplete="username" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field name="password" label={t("password")}>
              <PasswordInput autoComplete="current-password" />
            </Field>
            <SubmitButton className="w-full">{t("submit")}</SubmitButton>
          </div>
        </Form>
      </Panel>
      <p className="mt-5">
        <Link
          href="/forgot-password"
          prefetch={false}
          className="text-accent-text underline underline-offset-2"
        >
          {access("link")}
        </Link>
      </p>
      <p className="mt-2 text-muted">
        {t.rich("new", {
          link: (text) => (
            <Link href="/pricing" prefetch={false} className="text-accent-text underline underline-offset-2">
              {text}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
