import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Avatar } from "@/app/_ui/avatar";
import { ChevronsUpDown, Keyboard } from "@/app/_ui/icons";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Menu } from "@/app/_ui/menu";
import { MenuHeading, MenuLine, menuItemClass } from "@/app/_ui/menu-parts";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { chooseMyLanguage } from "./choose-language";

type Props = {
  user: { name: string; email: string };
  /** What they are here, below their name. */
  role?: string;
  /** The area's own lines, before language and appearance. */
  pages?: ReactNode;
  /** The ways out. */
  children: ReactNode;
};

/** Who is signed in; language, appearance, and how to leave. */
export async function PersonMenu({ user, role, pages, children }: Props) {
  const t = await getTranslations("shell.account");
  return (
    <Menu
      up
      ariaLabel={t("label", { name: user.name })}
      className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-line/60 touch:min-h-11"
      panelClassName="w-full"
      label={
        <>
          <Avatar name={user.name} size={26} />
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate font-medium">{user.name}</span>
            {role && <span className="block truncate text-caption text-muted">{role}</span>}
          </span>
          <ChevronsUpDown size={14} aria-hidden className="text-muted" />
        </>
      }
    >
      <p className="truncate px-2.5 py-1 text-muted text-small" title={user.email}>
        {user.email}
      </p>
      <MenuLine />
      {pages && (
        <>
          {pages}
          <MenuLine />
        </>
      )}
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
      {children}
    </Menu>
  );
}

/** A line that leaves by a POST. */
export function WayOut({ action, icon, label }: { action: string; icon: ReactNode; label: string }) {
  return (
    <form action={action} method="post">
      <button type="submit" className={menuItemClass}>
        {icon}
        {label}
      </button>
    </form>
  );
}
