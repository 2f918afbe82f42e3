import { getLocale, getTranslations } from "next-intl/server";
import { buttonClass } from "@/app/_ui/button";
import { ChevronDown } from "@/app/_ui/icons";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Menu } from "@/app/_ui/menu";
import { MenuHeading, MenuLine } from "@/app/_ui/menu-parts";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

/** Language and appearance, behind the language's two letters. */
export async function SiteSettings() {
  const t = await getTranslations("common");
  const locale = await getLocale();
  return (
    <Menu
      align="end"
      ariaLabel={`${t("language")}: ${locale.toUpperCase()}`}
      className={buttonClass({ variant: "quiet" }, "gap-1 px-2")}
      label={
        <>
          {locale.toUpperCase()}
          <ChevronDown size={14} aria-hidden />
        </>
      }
    >
      <LanguageSwitch />
      <MenuLine />
      <MenuHeading>{t("theme.label")}</MenuHeading>
      <div data-keep-open="" className="px-2.5 pb-1">
        <ThemeSwitch />
      </div>
    </Menu>
  );
}
