import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { LogOut } from "@/app/_ui/icons";

/**
 * What a master admin reads whose form reached us after their time in the company, on a page without JavaScript.
 * @param still the stay is not written down as ended: the way back does that
 */
export async function VisitOver({ still }: { still: boolean }) {
  const t = await getTranslations("impersonation.visitOver");
  return (
    <div className="mx-auto max-w-form px-4 pt-10 pb-16">
      <EmptyState
        level={1}
        icon={<LogOut size={20} />}
        title={t("title")}
        text={
          <>
            {t("text")} <span className="mt-2 block">{t("typed")}</span>
          </>
        }
        actions={
          <ButtonLink href={still ? "/master-admin/return" : "/master-admin"} variant="primary" reloads>
            {t("back")}
          </ButtonLink>
        }
      />
    </div>
  );
}
