import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";

/** Where an owner deletes the company; nobody else sees it. */
export async function DangerZone() {
  const { can, company } = await requireCompany();
  if (!can("company.close")) return null;
  const t = await getTranslations("removal.settings");
  return (
    <Panel title={t("title")} note={t("note")} className="mt-8 max-w-form">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[52ch] text-muted">{t("text", { company: company.name })}</p>
        <ButtonLink href="/settings/close" variant="danger">
          {t("action")}
        </ButtonLink>
      </div>
    </Panel>
  );
}
