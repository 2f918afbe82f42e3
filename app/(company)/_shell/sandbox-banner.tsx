import { getTranslations } from "next-intl/server";
import { barClass } from "@/app/_impersonation/bar-class";
import { LeaveButton } from "@/app/_sandbox/leave-button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { FlaskConical } from "@/app/_ui/icons";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { discardSandboxAction, resetSandboxAction } from "../settings/sandbox/actions";

/** On amber in both themes: the buttons of a page would not be seen on it. */
const onAmber =
  "border-[#7a5a10]/60! bg-transparent! text-[#2b1e05]! shadow-none! hover:bg-[#2b1e05]! hover:text-[#ffffff]!";

/**
 * Says on every page, while somebody works in the sandbox, that nothing there is real, and lets them out. Above
 * everything else that sticks to the top, as the banner of an impersonation, which never is in a sandbox.
 */
export async function SandboxBanner() {
  const { company, inSandbox, can } = await requireCompany();
  if (!inSandbox) return null;
  const sandbox = await readSandbox(await openMaster(), company.id);
  const t = await getTranslations("sandbox.banner");
  const page = await getTranslations("sandbox.page");
  return (
    <section
      aria-label={t("label")}
      className={`${barClass} ui-sandbox-bar sticky top-0 z-40 flex h-(--bar) items-center gap-x-3 px-4 text-small md:px-5 print:hidden`}
    >
      <FlaskConical size={17} aria-hidden className="shrink-0 max-md:hidden" />
      <div className="min-w-0 flex-1 md:flex md:items-baseline md:gap-x-3">
        <p
          className="truncate font-semibold md:max-w-[55%] md:shrink-0"
          title={t("in", { company: company.name })}
        >
          {t("in", { company: company.name })}
        </p>
        <p className="flex min-w-0 items-center gap-x-2.5">
          <span aria-hidden className="truncate md:hidden">
            {t("short")}
          </span>
          <span className="truncate max-md:sr-only" title={t("note")}>
            {t("note")}
          </span>
          {sandbox && !sandbox.masked && (
            <span className="shrink-0 rounded-full bg-[#2b1e05] px-2 font-semibold text-[#fdf3dd] text-caption max-md:sr-only">
              {t("unmasked")}
            </span>
          )}
        </p>
      </div>
      {can("sandbox.write") && (
        <div className="flex gap-2 max-lg:hidden">
          <ConfirmForm
            action={resetSandboxAction}
            label={t("reset")}
            size="sm"
            className={onAmber}
            confirm={{
              title: page("resetTitle", { company: company.name }),
              text: page("resetText"),
              button: page("resetConfirm"),
            }}
          >
            <FormContext companyId={company.formId} />
          </ConfirmForm>
          <ConfirmForm
            action={discardSandboxAction}
            label={t("discard")}
            size="sm"
            variant="danger"
            className={onAmber}
            confirm={{
              title: page("discardTitle", { company: company.name }),
              text: page("discardText"),
              button: page("discardConfirm"),
            }}
          >
            <FormContext companyId={company.formId} />
          </ConfirmForm>
        </div>
      )}
      <LeaveButton
        size="sm"
        className="border-transparent! bg-[#2b1e05]! text-[#fdf3dd]! hover:bg-[#4a360c]!"
      >
        <span className="max-md:hidden">{t("leave")}</span>
        <span className="md:hidden">{t("leaveShort")}</span>
      </LeaveButton>
    </section>
  );
}
