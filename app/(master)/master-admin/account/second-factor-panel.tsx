import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { SubmitButton } from "@/app/_ui/submit-button";
import { CodeField } from "../../_shell/code-field";
import { changeSecondFactorAction } from "./actions";

/** Another device, or new recovery codes; a code of the present ones comes first. */
export async function SecondFactorPanel({ codesLeft }: { codesLeft: number }) {
  const t = await getTranslations("secondFactor.panel");
  return (
    <Panel title={t("title")} note={codesLeft > 0 && t("note", { left: codesLeft })}>
      {codesLeft === 0 && (
        <Notice tone="warn" className="mb-4">
          {t("note", { left: codesLeft })}
        </Notice>
      )}
      <Form action={changeSecondFactorAction} guard={false}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="what" label={t("what")} hint={t("whatHint")} group className="sm:col-span-2">
            <Segmented
              defaultValue={codesLeft === 0 ? "codes" : "device"}
              options={[
                { value: "device", label: t("device") },
                { value: "codes", label: t("codes") },
              ]}
            />
          </Field>
          <CodeField label={t("code")} hint={t("codeHint")} />
        </div>
        <SubmitButton variant="secondary" className="mt-4">
          {t("submit")}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
