import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/submit-button";
import { openMaster } from "@/lib/databases";
import { formatDate } from "@/lib/i18n/format";
import { openRemoval, wasAskedByOwner } from "@/lib/master/removals/queries";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { takeBackAction } from "./actions";

/** Until when a closing company can be taken back, by whom, and the button for who may. */
export async function Closing({ session }: { session: NonNullable<FoundSession> }) {
  const { company, role } = session;
  const master = await openMaster();
  const removal = company && (await openRemoval(master, company.id));
  if (!company || !removal) return null;
  const t = await getTranslations("auth.workspace.closing");
  const byOwner = await wasAskedByOwner(master, removal);
  return (
    <>
      <span className="block text-ink">
        {t("text", { date: formatDate(removal.dueAt, company.timeZone) })}
      </span>
      {byOwner && role === "owner" ? (
        <>
          <span className="mt-2 block">{t("takeBackText")}</span>
          <Form action={takeBackAction} guard={false} className="mt-4">
            <SubmitButton>{t("takeBack")}</SubmitButton>
          </Form>
        </>
      ) : (
        <span className="mt-2 block">{t(byOwner ? "byMember" : "byOperator")}</span>
      )}
    </>
  );
}
