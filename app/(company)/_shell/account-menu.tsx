import { getTranslations } from "next-intl/server";
import { chooseMyLanguage } from "@/app/_account/choose-language";
import { Avatar } from "@/app/_ui/avatar";
import { ChevronsUpDown, Keyboard, LogIn, LogOut } from "@/app/_ui/icons";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Menu } from "@/app/_ui/menu";
import { MenuHeading, MenuLine, menuItemClass } from "@/app/_ui/menu-parts";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import type { CompanyContext } from "@/lib/auth/require-company";

/** Who is signed in; language, appearance, sign-out. */
export async function AccountMenu({
  user,
  role,
  impersonation,
}: Pick<CompanyContext, "user" | "role" | "impersonation">) {
  const t = await getTranslations("shell");
  const entered = impersonation && (await getTranslations("impersonation.menu"));
  return (
    <Menu
      up
      ariaLabel={t("account.label", { name: user.name })}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-line/60 touch:min-h-11"
      panelClassName="w-full"
      label={
        <>
          <Avatar name={user.name} size={26} />
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-caption text-muted">
              {entered ? entered("role") : t(`role.${role}`)}
            </span>
          </span>
          <ChevronsUpDown size={14} aria-hidden className="text-muted" />
        </>
      }
    >
      <p className="truncate px-2.5 py-1 text-muted text-small" title={user.email}>
        {user.email}
      </p>
      <MenuLine />
      <MenuHeading>{t("account.language")}</MenuHeading>
      <LanguageSwitch action={chooseMyLanguage} />
      <MenuHeading>{t("account.theme")}</MenuHeading>
      <div data-keep-open="" className="px-2.5 pb-1">
        <ThemeSwitch />
      </div>
      <MenuLine />
      <button
        type="button"
        data-shortcut="help"
        className={`${menuItemClass} touch:hidden max-md:hidden [@media(scripting:none)]:hidden`}
      >
        <Keyboard size={15} aria-hidden className="text-muted" />
        {t("account.shortcuts")}
      </button>
      {entered && (
        <form action="/exit-impersonation" method="post">
          <button type="submit" className={menuItemClass}>
            <LogIn size={15} aria-hidden className="text-muted" />
            {entered("exit")}
          </button>
        </form>
      )}
      <form action="/logout" method="post">
        <button type="submit" className={menuItemClass}>
          <LogOut size={15} aria-hidden className="text-muted" />
          {entered ? entered("signOut") : t("account.signOut")}
        </button>
      </form>
    </Menu>
  );
}
