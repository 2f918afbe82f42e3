import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { proveAction } from "./actions";
import { CodeInput } from "./code-input";

/** Asks for a code of the app, or for one of the recovery codes. */
export async function Proof({ next, recovery }: { next: string | null; recovery: boolean }) {
  const t = await getTranslations("secondFactor");
  const other = new URLSearchParams({ ...(!recovery && { way: "recovery" }), ...(next && { next }) });
  return (
    <>
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t(recovery ? "prove.recoveryLead" : "prove.lead")}</p>
      <Panel className="mt-6">
        <Form action={proveAction} guard={false} key={recovery ? "recovery" : "app"}>
          {next && <input type="hidden" name="next" value={next} />}
          {recovery ? (
            <Field name="code" label={t("prove.recoveryCode")} hint={t("prove.recoveryHint")}>
              <TextInput
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                className="font-mono tracking-wide"
              />
            </Field>
          ) : (
            <Field name="code" label={t("code")}>
              <CodeInput />
            </Field>
          )}
          <SubmitButton className="mt-4 w-full">{t("prove.submit")}</SubmitButton>
        </Form>
      </Panel>
      <p className="mt-5">
        <Link
          href={`/second-factor?${other}`}
          prefetch={false}
          className="text-accent-text underline underline-offset-2"
        >
          {t(recovery ? "prove.useApp" : "prove.useRecovery")}
        </Link>
      </p>
    </>
  );
}
