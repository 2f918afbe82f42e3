import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";

/** What a sandbox would be good for, and how to get one. */
export async function NoSandboxInPlan({ plan, can }: { plan: string; can: CompanyContext["can"] }) {
  const t = await getTranslations("sandbox.page");
  return (
    <Panel title={t("title")} note={t("note")}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{t("notInPlan", { plan })}</p>
        {can("billing.write") && <ButtonLink href="/settings/plan">{t("plans")}</ButtonLink>}
      </div>
    </Panel>
  );
}
