import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CompanyChoices } from "@/app/_account/company-choices";
import { LeaveButton } from "@/app/_sandbox/leave-button";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Building2, DatabaseZap, FlaskConical, Hourglass, UserX } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { currentSession } from "@/lib/auth/current-session";
import { openCompany, pageFor } from "@/lib/auth/require-company";
import { safeNext } from "@/lib/auth/safe-next";
import { openMaster } from "@/lib/databases";
import { listOwnCompanies } from "@/lib/master/members/list-own-companies";
import { ClosingText, closingState, TakeBack } from "./closing";
import { RetrySoon } from "./retry-soon";
import { VisitOver } from "./visit-over";

const icons = {
  none: UserX,
  suspended: Building2,
  closing: Hourglass,
  preparing: Hourglass,
  upgrading: Hourglass,
  unavailable: DatabaseZap,
  sandboxOver: FlaskConical,
  sandboxNotInPlan: FlaskConical,
  sandboxMaking: FlaskConical,
};

/** Instead of the workspace, while it cannot be shown: why, and what happens next. */
export default async function WorkspacePage({ params, searchParams }: PageProps<"/workspace/[state]">) {
  const next = safeNext((await searchParams).next);
  const opened = await openCompany();
  if (typeof opened !== "string") redirect(next);
  const { state } = await params;
  const isOver = opened === "impersonationOver" || opened === "none";
  if (state === "visit" && isOver && (await currentSession())?.user.isMasterAdmin)
    return <VisitOver still={opened === "impersonationOver"} />;
  const page = pageFor(opened, next);
  if (opened === "closed" || page === null) notFound();
  if (opened === "signedOut" || opened === "impersonationOver" || opened !== state) redirect(page);

  const session = await currentSession();
  const own =
    session && !session.impersonation ? await listOwnCompanies(await openMaster(), session.user.id) : [];
  const others = own.filter(({ id }) => id !== session?.company?.id);
  if (opened === "none" && others.length === 0 && session?.user.isMasterAdmin) redirect("/master-admin");
  const t = await getTranslations("auth.workspace");
  const reason = opened === "suspended" ? session?.company?.stateReason : null;
  const closing = opened === "closing" && session ? await closingState(session) : null;
  // Whatever is wrong with the sandbox, the company's own database is another one.
  const isSandbox = session?.session.inSandbox === true && opened !== "none" && opened !== "closing";
  const passing = opened === "preparing" || opened === "upgrading" || opened === "sandboxMaking";
  const canBeTried =
    opened !== "none" && opened !== "closing" && opened !== "sandboxOver" && opened !== "sandboxNotInPlan";
  const Icon = icons[opened];
  return (
    <div className="mx-auto max-w-form px-4 pt-10 pb-16">
      <EmptyState
        level={1}
        icon={<Icon size={20} />}
        title={t(`${opened}.title`, { company: session?.company?.name ?? "" })}
        text={
          <>
            {closing && <ClosingText {...closing} />}
            {opened !== "closing" &&
              (opened === "none" && others.length > 0 ? t("none.others") : t(`${opened}.text`))}
            {reason && <span className="mt-2 block text-ink">{t("suspended.reason", { reason })}</span>}
          </>
        }
        actions={
          <>
            {closing?.who === "takeBackText" && <TakeBack />}
            {opened === "none" && others.length === 0 && (
              <ButtonLink href="/pricing">{t("register")}</ButtonLink>
            )}
            {isSandbox && (
              <LeaveButton variant="primary">
                {t("sandboxOver.goOn", { company: session?.company?.name ?? "" })}
              </LeaveButton>
            )}
            {canBeTried && (
              <ButtonLink href={next} reloads>
                {t("retry")}
              </ButtonLink>
            )}
            <form action="/logout" method="post">
              <Button type="submit" variant="quiet">
                {t("signOut")}
              </Button>
            </form>
          </>
        }
      />
      {others.length > 0 && (
        <Panel title={t("otherCompanies")} className="mx-auto max-w-sm">
          <CompanyChoices companies={others} />
        </Panel>
      )}
      {passing && <RetrySoon />}
    </div>
  );
}
