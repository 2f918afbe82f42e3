import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { LogIn } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { longestReason, shortestReason } from "@/lib/master/impersonations/schema";
import { CodeField } from "../../../../_shell/code-field";
import { AccessCards } from "./access-cards";
import { enterCompanyAction } from "./actions";
import { ReasonField } from "./reason-field";

type EntryProps = {
  company: { id: string; state: string };
  onlyToRead: boolean;
  from: string;
  next: string | undefined;
};

/** Why, how, and a code that is taken for this one time. */
export async function EntryForm({ company, onlyToRead, from, next }: EntryProps) {
  const t = await getTranslations("impersonation.enter");
  const missing = Array.from({ length: shortestReason }, (_, n) => t("counter.more", { count: n + 1 }));
  const access = (value: "read" | "full") => ({
    value,
    title: t(`${value}.title`),
    can: t(`${value}.can`),
    cannot: t(`${value}.cannot`),
    disabled: value === "full" && onlyToRead,
  });
  return (
    <Form action={enterCompanyAction}>
      <input type="hidden" name="id" value={company.id} />
      <input type="hidden" name="from" value={from} />
      {next && <input type="hidden" name="next" value={next} />}
      <Panel>
        <PanelSection>
          <ReasonField
            label={t("reason")}
            hint={t("reasonHint")}
            placeholder={t("reasonExample")}
            shortest={shortestReason}
            longest={longestReason}
            missing={missing}
          />
        </PanelSection>
        <PanelSection>
          <Field name="mode" label={t("access")} group>
            <AccessCards options={[access("read"), access("full")]} />
          </Field>
          {onlyToRead && (
            <Notice tone="warn" className="mt-3">
              {t("onlyRead", { state: company.state })}
            </Notice>
          )}
        </PanelSection>
        <PanelSection>
          <CodeField label={t("code")} hint={t("codeHint")} className="max-w-md" />
        </PanelSection>
      </Panel>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <ButtonLink href={from} size="lg">
          {t("cancel")}
        </ButtonLink>
        <SubmitButton icon={<LogIn size={16} aria-hidden />} shortcut="⌘↵">
          {t("submit")}
        </SubmitButton>
      </div>
    </Form>
  );
}
