import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { chooseMyLanguage } from "@/app/_account/choose-language";
import { Avatar } from "@/app/_ui/avatar";
import { ChevronsUpDown, Keyboard, LogOut, UserCog } from "@/app/_ui/icons";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Menu } from "@/app/_ui/menu";
import { MenuHeading, MenuLine, menuItemClass } from "@/app/_ui/menu-parts";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import type { MasterAdminContext } from "@/lib/auth/require-master-admin";

/** Which operator is signed in; account, language, appearance, sign-out. */
export async function AccountMenu({ user }: Pick<MasterAdminContext, "user">) {
  const t = await getTranslations("master.account");
  return (
    <Menu
      up
      ariaLabel={t("label", { name: user.name })}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-line/60 touch:min-h-11"
      panelClassName="w-full"
      label={
        <>
          <Avatar name={user.name} size={26} />
          <span className="min-w-0 flex-1 truncate font-medium">{user.name}</span>
          <ChevronsUpDown size={14} aria-hidden className="text-muted" />
        </>
      }
    >
      <p className="truncate px-2.5 py-1 text-muted text-small" title={user.email}>
        {user.email}
      </p>
      <MenuLine />
      <Link href="/master-admin/account" prefetch={false} className={menuItemClass}>
        <UserCog size={15} aria-hidden className="text-muted" />
        {t("own")}
      </Link>
      <MenuLine />
      <MenuHeading>{t("language")}</MenuHeading>
      <LanguageSwitch action={chooseMyLanguage} />
      <MenuHeading>{t("theme")}</MenuHeading>
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
        {t("shortcuts")}
      </button>
      <form action="/logout" method="post">
        <button type="submit" className={menuItemClass}>
          <LogOut size={15} aria-hidden className="text-muted" />
          {t("signOut")}
        </button>
      </form>
    </Menu>
  );
}
