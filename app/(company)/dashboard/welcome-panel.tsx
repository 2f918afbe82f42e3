import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Plus, Stethoscope } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { countReference } from "@/lib/company/reference/count-reference";

/** The dashboard before the first doctor: what this is for and the next step. */
export async function WelcomePanel({
  db,
  can,
  mayAdd,
}: Pick<CompanyContext, "db" | "can"> & { mayAdd: boolean }) {
  const t = await getTranslations("dashboard");
  const counted = new Map((await countReference(db)).map(({ kind, active }) => [kind, active]));
  const has = (kind: "region" | "city" | "specialization") => counted.get(kind) ?? 0;
  const known = { regions: has("region"), cities: has("city"), specializations: has("specialization") };
  return (
    <Panel>
      <EmptyState
        icon={<Stethoscope size={20} />}
        title={t("welcome.title")}
        text={mayAdd ? t("welcome.text", known) : t("welcome.readerText")}
        actions={
          <>
            {mayAdd && (
              <ButtonLink
                href="/doctors/new"
                variant="primary"
                size="lg"
                icon={<Plus size={16} aria-hidden />}
              >
                {t("addDoctor")}
              </ButtonLink>
            )}
            {can("reference.read") && (
              <ButtonLink href="/reference" size="lg">
                {t("welcome.reference")}
              </ButtonLink>
            )}
          </>
        }
      />
    </Panel>
  );
}
