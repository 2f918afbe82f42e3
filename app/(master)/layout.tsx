import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { chooseMyLanguage } from "@/app/_account/choose-language";
import { ReturnNotice } from "@/app/_impersonation/return-notice";
import { Drawer } from "@/app/_ui/drawer";
import { NavigationProgress } from "@/app/_ui/navigation-progress";
import { PaletteMount } from "@/app/_ui/palette/palette-mount";
import { chooseTheme } from "@/app/_ui/preference-actions";
import { Shortcuts } from "@/app/_ui/shortcuts";
import { SkipLink } from "@/app/_ui/skip-link";
import { ToastProvider } from "@/app/_ui/toast";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { Sidebar } from "./_shell/sidebar";

/**
 * The operator's side: violet, and dark at its edge in both themes, so that nobody mistakes where they are. It guards
 * nothing (a layout may be skipped): every page calls `requireMasterAdmin` itself.
 */
export default async function MasterLayout({ children }: { children: ReactNode }) {
  await requireMasterAdmin();
  const t = await getTranslations("master");
  const returned = await getTranslations("impersonation.returned");
  const sidebar = <Sidebar />;
  return (
    <ToastProvider>
      <SkipLink />
      <NavigationProgress />
      <div
        data-area="master"
        data-shell=""
        className="md:grid md:min-h-dvh md:grid-cols-[14.5rem_minmax(0,1fr)]"
      >
        <aside
          id="menu"
          aria-label={t("area")}
          className="ui-master-edge h-dvh max-md:hidden print:hidden md:sticky md:top-0 max-md:[@media(scripting:none)]:block max-md:[@media(scripting:none)]:h-auto"
        >
          {sidebar}
        </aside>
        <Drawer className="ui-master-edge">{sidebar}</Drawer>
        <main id="content" tabIndex={-1} className="min-w-0 px-4 pb-16 outline-none md:px-7 md:pt-4">
          <div className="max-w-page">
            <ReturnNotice
              words={{
                impersonationEnded: returned("impersonationEnded"),
                impersonationOver: returned("impersonationOver"),
              }}
            />
            {children}
          </div>
        </main>
        <PaletteMount
          source="/master-admin/search"
          chooseLocale={chooseMyLanguage}
          chooseTheme={chooseTheme}
        />
      </div>
      <Shortcuts />
    </ToastProvider>
  );
}
