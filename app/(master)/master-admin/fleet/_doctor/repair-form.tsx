import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { TextArea } from "@/app/_ui/text-input";
import { longestReason } from "@/lib/master/impersonations/schema";
import { CodeField } from "../../../_shell/code-field";
import { repairAction } from "../doctor/actions";

type Props = { companyId: string | null; plan: string; title: string; text: string };

/** Why, and a code that is taken for this one time; the plan it is for goes along. */
export async function RepairForm({ companyId, plan, title, text }: Props) {
  const t = await getTranslations("fleetDoctor.repair");
  return (
    <ConfirmedForm
      action={repairAction}
      button={t("button")}
      variant="danger"
      confirm={{ title, text }}
      className="mt-5 border-line border-t pt-5"
    >
      {companyId !== null && <input type="hidden" name="companyId" value={companyId} />}
      <input type="hidden" name="plan" value={plan} />
      <div className="grid gap-4">
        <Field
          name="reason"
          label={t("reason")}
          hint={t(companyId === null ? "reasonHintElsewhere" : "reasonHint")}
        >
          <TextArea rows={2} maxLength={longestReason} />
        </Field>
        <CodeField label={t("code")} hint={t("codeHint")} className="max-w-md" />
      </div>
    </ConfirmedForm>
  );
}
