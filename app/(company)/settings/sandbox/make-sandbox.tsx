import { getTranslations } from "next-intl/server";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { Notice } from "@/app/_ui/notice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import type { CompanyContext } from "@/lib/auth/require-company";
import { makeSandboxAction } from "./actions";

type MakeSandboxProps = Pick<CompanyContext, "company"> & { hasFailed: boolean };

/** People's data are replaced in the copy unless somebody says why not. */
export async function MakeSandbox({ company, hasFailed }: MakeSandboxProps) {
  const t = await getTranslations("sandbox.page");
  return (
    <Form action={makeSandboxAction} guard={false}>
      <FormContext companyId={company.formId} />
      {hasFailed && (
        <Notice tone="bad" className="mb-4">
          {t("failed")}
        </Notice>
      )}
      <div className="group grid gap-4">
        <Checkbox name="unmasked" label={t("unmasked")} hint={t("unmaskedHint")} />
        <div className="group-[:not(:has([name=unmasked]:checked))]:hidden">
          <Field name="reason" label={t("reason")} hint={t("reasonHint")}>
            <TextInput maxLength={300} />
          </Field>
        </div>
      </div>
      <div className="mt-5 flex justify-end">
        <SubmitButton>{t("make")}</SubmitButton>
      </div>
    </Form>
  );
}
