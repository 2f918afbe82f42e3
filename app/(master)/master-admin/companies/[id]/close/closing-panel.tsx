import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Panel } from "@/app/_ui/panel";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import type { Removal } from "@/lib/master/removals/queries";
import { zone } from "../../../../_shell/zone";
import { takeBackAction } from "./actions";

type Props = { company: CompanyDetails["company"]; removal: Removal };

/** Who asked, why, until when it can be taken back, and the button that does. */
export async function ClosingPanel({ company, removal }: Props) {
  const t = await getTranslations("removal.master.closing");
  const date = formatDateTime(removal.requestedAt, zone);
  return (
    <Panel className="max-w-form">
      <p>{t("text", { by: removal.requestedBy, date, reason: removal.reason })}</p>
      <p className="mt-2 text-muted">{t("due", { date: formatDate(removal.dueAt, zone) })}</p>
      <ConfirmedForm
        action={takeBackAction}
        button={t("action")}
        confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
      >
        <input type="hidden" name="companyId" value={company.id} />
      </ConfirmedForm>
    </Panel>
  );
}
