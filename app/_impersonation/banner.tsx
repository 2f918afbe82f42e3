import { getTranslations } from "next-intl/server";
import { ShieldCheck } from "@/app/_ui/icons";
import { currentImpersonation } from "@/lib/auth/company-access";
import { currentSession } from "@/lib/auth/current-session";
import { formatTime } from "@/lib/i18n/format";
import { barClass } from "./bar-class";
import { Countdown } from "./countdown";
import { ExitButton } from "./exit-button";

/** Minutes before the end at which somebody is told who does not see the clock. */
const warnings = [5, 1];

/**
 * Says on every page, while a platform admin is in a company, that they are, how, why and for how long, and lets them
 * out. Where something else sticks to the top, `barClass` stands around both, so that it sticks below this.
 */
export async function ImpersonationBanner() {
  const found = await currentSession();
  const now = new Date();
  const impersonation = found && currentImpersonation(found, now);
  if (!impersonation || !found.company) return null;
  const { mode, reason, expiresAt } = impersonation;
  const { name, timeZone } = found.company;
  const t = await getTranslations("impersonation.banner");
  const why = t("reason", { reason });
  return (
    <section
      aria-label={t("label")}
      className={`${barClass} sticky top-0 z-40 flex h-(--bar) items-center gap-x-3 bg-[#3d2b68] px-4 text-[#f4f1fb] text-small md:px-5 print:hidden`}
    >
      <ShieldCheck size={17} aria-hidden className="shrink-0 max-md:hidden" />
      <div className="min-w-0 flex-1 md:flex md:items-center md:gap-x-3">
        <p className="truncate font-semibold md:max-w-[60%] md:shrink-0" title={t("in", { company: name })}>
          <span className="max-md:sr-only">{t("in", { company: name })}</span>
          <span aria-hidden className="md:hidden">
            {name}
          </span>
        </p>
        <p className="flex min-w-0 flex-1 items-center gap-x-2.5 max-md:mt-1">
          <span
            className={`shrink-0 rounded-full px-2 font-semibold text-caption ${
              mode === "full" ? "bg-[#f5c469] text-[#2b1e05]" : "bg-[#6a54a3] text-[#ffffff]"
            }`}
          >
            {t(`mode.${mode}`)}
          </span>
          <span className="truncate text-[#d9d0ef] max-md:sr-only" title={why}>
            {why}
          </span>
          <span className="shrink-0 tabular-nums md:ml-auto">
            <span className="[@media(scripting:none)]:hidden">
              {t.rich("left", {
                time: () => (
                  <Countdown
                    remainingMs={expiresAt - now.getTime()}
                    warnings={warnings.map((minutes) => ({
                      atMs: minutes * 60_000,
                      text: t("soon", { minutes, company: name }),
                    }))}
                    over={t("over", { company: name })}
                  />
                ),
              })}
            </span>
            <span className="hidden [@media(scripting:none)]:inline">
              {t("until", { time: formatTime(expiresAt, timeZone) })}
            </span>
          </span>
        </p>
      </div>
      <ExitButton>{t("exit")}</ExitButton>
    </section>
  );
}
