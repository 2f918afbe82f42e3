import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Avatar } from "@/app/_ui/avatar";
import { Building2, LogOut } from "@/app/_ui/icons";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Logo } from "@/app/_ui/logo";
import { Menu } from "@/app/_ui/menu";
import { MenuLine, menuItemClass } from "@/app/_ui/menu-parts";
import { NavigationProgress } from "@/app/_ui/navigation-progress";
import { Shortcuts } from "@/app/_ui/shortcuts";
import { SkipLink } from "@/app/_ui/skip-link";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { ToastProvider } from "@/app/_ui/toast";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";

/** The operator's side: violet, and dark at its edge in both themes, so that nobody mistakes where they are. */
export default async function MasterLayout({ children }: { children: ReactNode }) {
  const { user } = await requireMasterAdmin();
  const t = await getTranslations("setup.master");
  return (
    <ToastProvider>
      <SkipLink />
      <NavigationProgress />
      <div data-area="master" className="md:grid md:min-h-dvh md:grid-cols-[14.5rem_minmax(0,1fr)]">
        <aside
          data-theme="dark"
          data-area="master"
          className="flex gap-3 bg-[#1a1428] p-2.5 text-ink [--ink:#ece9f6] [--line-strong:#40355e] [--line:#33294d] [--muted:#a79fc0] [--panel:#241c38] [--sunk:#2f2549] max-md:items-center md:sticky md:top-0 md:h-dvh md:flex-col md:gap-5 print:hidden"
        >
          <Logo note={t("area")} className="px-2 md:pt-1.5" />
          <nav aria-label={t("menu")} className="flex-1">
            <Link
              href="/master-admin"
              prefetch={false}
              aria-current="page"
              className="flex min-h-8 items-center gap-2.5 rounded-md bg-accent-soft px-2.5 max-md:inline-flex font-medium text-ink touch:min-h-11"
            >
              <Building2 size={17} aria-hidden />
              {t("companies")}
            </Link>
          </nav>
          <Menu
            up
            ariaLabel={user.name}
            className="flex items-center gap-2.5 rounded-md px-2 py-1.5 md:w-full hover:bg-accent-soft touch:min-h-11"
            panelClassName="w-56 max-md:top-full max-md:bottom-auto max-md:right-0 max-md:left-auto"
            label={
              <>
                <Avatar name={user.name} />
                <span className="min-w-0 flex-1 truncate max-md:sr-only">{user.name}</span>
              </>
            }
          >
            <p className="truncate px-2.5 py-1 text-muted text-small">{user.email}</p>
            <MenuLine />
            <LanguageSwitch />
            <div data-keep-open="" className="px-2.5 py-1.5">
              <ThemeSwitch />
            </div>
            <MenuLine />
            <form action="/logout" method="post">
              <button type="submit" className={menuItemClass}>
                <LogOut size={15} aria-hidden className="text-muted" />
                {t("signOut")}
              </button>
            </form>
          </Menu>
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 px-4 pb-16 outline-none md:px-7 md:pt-4">
          <div className="max-w-page">{children}</div>
        </main>
      </div>
      <Shortcuts />
    </ToastProvider>
  );
}
