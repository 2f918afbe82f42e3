import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NewPassword } from "@/app/_password/new-password";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import type { Query } from "@/app/_ui/list-url";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { currentSession } from "@/lib/auth/current-session";
import { redirectSignedIn } from "@/lib/auth/redirect-signed-in";
import { openMaster } from "@/lib/databases";
import { listPublicPlans } from "@/lib/master/plans/queries";
import { registerAction } from "./actions";
import { AnotherCompany } from "./another-company";
import { CompanyFields } from "./company-fields";
import { PlanFields } from "./plan-fields";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.register"))("title") };
}

export default async function RegisterPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { plan, cycle } = await searchParams;
  const session = await currentSession();
  if (session && !session.user.isMasterAdmin && !session.impersonation)
    return <AnotherCompany user={session.user} plan={plan} cycle={cycle} />;
  await redirectSignedIn();
  const plans = await listPublicPlans(await openMaster());
  const t = await getTranslations("auth.register");
  return (
    <div className="mx-auto w-full max-w-form px-4 pt-10 pb-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead")}</p>
      <Form action={registerAction} className="mt-6">
        <FormContext />
        <Panel>
          <CompanyFields />
          <PanelSection className="grid gap-4 sm:grid-cols-2">
            <h2 className="font-semibold sm:col-span-2">{t("person")}</h2>
            <Field name="firstName" label={t("firstName")}>
              <TextInput autoComplete="given-name" />
            </Field>
            <Field name="lastName" label={t("lastName")}>
              <TextInput autoComplete="family-name" />
            </Field>
            <Field name="username" label={t("username")} hint={t("usernameHint")}>
              <TextInput autoComplete="username" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field name="email" label={t("email")}>
              <TextInput type="email" autoComplete="email" />
            </Field>
            <NewPassword name="password" label={t("password")} className="sm:col-span-2" />
          </PanelSection>
          <PlanFields plans={plans} asked={plan} cycle={cycle === "year" ? "year" : "month"} />
        </Panel>
        <p className="mt-4 text-muted">{t("trial")}</p>
        <SubmitButton className="mt-4 max-sm:w-full">{t("submit")}</SubmitButton>
      </Form>
      <p className="mt-6 text-muted">
        {t.rich("have", {
          link: (text) => (
            <Link href="/login" prefetch={false} className="text-accent-text underline underline-offset-2">
              {text}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
