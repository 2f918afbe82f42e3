import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Fact, Facts } from "@/app/_ui/facts";
import { FormContext } from "@/app/_ui/form-context";
import { FlaskConical, RefreshCw, Trash2 } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { Badge, Status } from "@/app/_ui/status";
import type { CompanyContext } from "@/lib/auth/require-company";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import type { Sandbox } from "@/lib/master/fleet/sandboxes/queries";
import { discardSandboxAction, enterSandboxAction, resetSandboxAction } from "./actions";

interface SandboxPanelProps {
  readonly context: Pick<
    CompanyContext,
    "company" | "plan" | "locale" | "can" | "inSandbox" | "impersonation"
  >;
  readonly sandbox: Sandbox;
  readonly isMaking: boolean;
  /** Whether the plan has one still; without it, it can only be discarded. */
  readonly inPlan: boolean;
}

/** The sandbox there is: what it is, the way in and out, and for owners how to be rid of what was done in it. */
export async function SandboxPanel({ context, sandbox, isMaking, inPlan }: SandboxPanelProps) {
  const { company, plan, locale, can, inSandbox, impersonation } = context;
  const { state, masked, reason, madeAt, madeBy, sizeBytes } = sandbox;
  const t = await getTranslations("sandbox.page");
  const isOpen = state === "ready" || state === "migrating";
  const mayWrite = can("sandbox.write");
  const made = t("madeBy", { time: formatDateTime(madeAt ?? 0, company.timeZone), name: madeBy });
  return (
    <Panel title={t("title")} note={t("note")}>
      <Facts>
        <Fact label={t("state")}>
          <span className="flex flex-wrap gap-2">
            <Status tone={isOpen ? "good" : "bad"}>
              {t(`states.${state === "removed" ? "failed" : state}`)}
            </Status>
            {inSandbox && <Badge tone="warn">{t("inside")}</Badge>}
          </span>
        </Fact>
        <Fact label={t("made")}>{made}</Fact>
        <Fact label={t("people")}>{masked ? t("masked") : t("asIs", { reason: reason ?? "" })}</Fact>
        <Fact label={t("size")}>{formatBytes(sizeBytes ?? 0, locale)}</Fact>
      </Facts>
      {!inPlan && (
        <Notice tone="warn" className="mt-4">
          {t("notInPlan", { plan: plan.name })} {t("notInPlanKept")}
        </Notice>
      )}
      {!mayWrite && (
        <p className="mt-4 text-muted text-small">{impersonation ? t("notActing") : t("ownersOnly")}</p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2 empty:hidden">
        {mayWrite && !isMaking && (
          <>
            <ConfirmForm
              action={discardSandboxAction}
              label={t("discard")}
              icon={<Trash2 size={16} aria-hidden />}
              variant="danger"
              confirm={{
                title: t("discardTitle", { company: company.name }),
                text: t("discardText"),
                button: t("discardConfirm"),
              }}
            >
              <FormContext companyId={company.formId} />
            </ConfirmForm>
            {inPlan && (
              <ConfirmForm
                action={resetSandboxAction}
                label={t("reset")}
                icon={<RefreshCw size={16} aria-hidden />}
                confirm={{
                  title: t("resetTitle", { company: company.name }),
                  text: t("resetText"),
                  button: t("resetConfirm"),
                }}
              >
                <FormContext companyId={company.formId} />
              </ConfirmForm>
            )}
          </>
        )}
        {!inSandbox && inPlan && isOpen && can("sandbox.enter") && (
          <ConfirmForm
            action={enterSandboxAction}
            label={t("enter")}
            icon={<FlaskConical size={16} aria-hidden />}
            variant="primary"
          >
            <FormContext companyId={company.formId} />
          </ConfirmForm>
        )}
      </div>
    </Panel>
  );
}
