import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { TextArea } from "@/app/_ui/text-input";
import { longestReason } from "@/lib/master/impersonations/schema";
import { CodeField } from "../../../_shell/code-field";

/** Why, for both audits, and a code that is taken for this one time. */
export async function ReasonAndCode() {
  const t = await getTranslations("fleetRestore");
  return (
    <>
      <Field name="reason" label={t("reason")} hint={t("reasonHint")}>
        <TextArea rows={2} maxLength={longestReason} />
      </Field>
      <CodeField label={t("whole.code")} hint={t("whole.codeHint")} className="max-w-md" />
    </>
  );
}
