import { getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/submit-button";
import { openMaster } from "@/lib/databases";
import { formatDate } from "@/lib/i18n/format";
import { openRemoval, wasAskedByOwner } from "@/lib/master/removals/queries";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { takeBackAction } from "./actions";

interface ClosingState {
  /** Until when it can be taken back. */
  readonly date: string;
  /** Owners take back what an owner closed; what an operator closed, only an operator. */
  readonly who: "takeBackText" | "byMember" | "byOperator";
}

/** What a closing company's people are told; null when it is not closing any more. */
export async function closingState({
  company,
  role,
}: NonNullable<FoundSession>): Promise<ClosingState | null> {
  const master = await openMaster();
  const removal = company && (await openRemoval(master, company.id));
  if (!company || !removal) return null;
  const date = formatDate(removal.dueAt, company.timeZone);
  if (!(await wasAskedByOwner(master, removal))) return { date, who: "byOperator" };
  return { date, who: role === "owner" ? "takeBackText" : "byMember" };
}

export async function ClosingText({ date, who }: ClosingState) {
  const t = await getTranslations("auth.workspace.closing");
  return (
    <>
      {t("text", { date })} <span className="mt-2 block">{t(who)}</span>
    </>
  );
}

/** For who may. */
export async function TakeBack() {
  const t = await getTranslations("auth.workspace.closing");
  return (
    <Form action={takeBackAction} guard={false}>
      <SubmitButton>{t("takeBack")}</SubmitButton>
    </Form>
  );
}
