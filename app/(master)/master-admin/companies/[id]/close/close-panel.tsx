import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { TextArea } from "@/app/_ui/text-input";
import { isEngineError, type MasterDb } from "@/lib/databases";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import { longestReason } from "@/lib/master/impersonations/schema";
import { planClosing } from "@/lib/master/removals/plan-closing";
import { companyPath } from "../../addresses";
import { beginClosingAction } from "./actions";

type Props = { master: MasterDb; company: CompanyDetails["company"]; now: Date };

/** What closing the company now would mean, and the reason its owners will read. */
export async function ClosePanel({ master, company, now }: Props) {
  const t = await getTranslations("removal.master");
  const plan = await planClosing(master, company.id, now).catch((error) => {
    if (isEngineError(error, "RemovalBlocked")) return null;
    throw error;
  });
  if (!plan) return <Notice tone="bad">{(await getTranslations("errors"))("removalBlocked")}</Notice>;
  const common = await getTranslations("common");
  const { sessions, backups } = plan;
  return (
    <Panel className="max-w-form">
      <p className="mb-4 max-w-[70ch] text-muted">{t("text")}</p>
      <ConfirmedForm
        action={beginClosingAction}
        button={t("action")}
        variant="danger"
        confirm={{
          title: t("confirm", { company: company.name }),
          text: t("confirmText", { sessions, backups }),
        }}
        aside={
          <ButtonLink href={companyPath(company.id)} size="lg">
            {common("cancel")}
          </ButtonLink>
        }
      >
        <input type="hidden" name="companyId" value={company.id} />
        <input type="hidden" name="version" value={company.version} />
        <Field name="reason" label={t("field")} hint={t("fieldHint")}>
          <TextArea rows={3} maxLength={longestReason} />
        </Field>
      </ConfirmedForm>
    </Panel>
  );
}
