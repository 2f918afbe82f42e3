import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";

/** Above the page, and on a phone above the bar that the menu's button lies in: it would cover the beginning. */
export async function ReadOnlyNotice() {
  const t = await getTranslations("shell.readOnly");
  return (
    <section aria-label={t("label")} className="min-w-0 md:px-7 md:pt-4">
      <Notice
        tone="warn"
        className="max-w-page max-md:rounded-none"
        actions={
          <ButtonLink href="/settings/plan" size="sm">
            {t("action")}
          </ButtonLink>
        }
      >
        {t("text")}
      </Notice>
    </section>
  );
}
