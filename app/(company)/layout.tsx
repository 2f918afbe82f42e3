import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { chooseMyLanguage } from "@/app/_account/choose-language";
import { switchCompanyFromPalette } from "@/app/_account/palette-actions";
import { ImpersonationBanner } from "@/app/_impersonation/banner";
import { barClass } from "@/app/_impersonation/bar-class";
import { cx } from "@/app/_ui/class-names";
import { Drawer } from "@/app/_ui/drawer";
import { NavigationProgress } from "@/app/_ui/navigation-progress";
import { PaletteMount } from "@/app/_ui/palette/palette-mount";
import { chooseTheme } from "@/app/_ui/preference-actions";
import { Shortcuts } from "@/app/_ui/shortcuts";
import { SkipLink } from "@/app/_ui/skip-link";
import { ToastProvider } from "@/app/_ui/toast";
import { type CompanyContext, openCompany, requireCompany } from "@/lib/auth/require-company";
import { ReadOnlyNotice } from "./_shell/read-only-notice";
import { SandboxBanner } from "./_shell/sandbox-banner";
import { Sidebar } from "./_shell/sidebar";

/** While a platform admin is in the company, or somebody in its sandbox, that stands before every page's title. */
export async function generateMetadata(): Promise<Metadata> {
  const opened = await openCompany();
  if (typeof opened === "string") return {};
  const prefix = await prefixFor(opened);
  if (prefix === null) return {};
  return { title: { template: `${prefix} %s · MedAdmin`, absolute: `${prefix} MedAdmin` } };
}

async function prefixFor({ company, impersonation, inSandbox }: CompanyContext): Promise<string | null> {
  if (inSandbox) return (await getTranslations("sandbox.banner"))("title");
  if (!impersonation) return null;
  return (await getTranslations("impersonation.banner"))("title", { company: company.name });
}

/**
 * The company's shell. It guards nothing (a layout may be skipped): every page calls `requireCompany` itself.
 * A page is a `PageHeader`, then `<Flash query={…} namespace="…" />` if something redirects to it with `?done=<key>`.
 */
export default async function CompanyLayout({ children }: { children: ReactNode }) {
  const { company, subscription, impersonation, inSandbox } = await requireCompany();
  const readOnly = subscription.blocksCreation;
  const sidebar = <Sidebar />;
  return (
    <ToastProvider>
      <div className={impersonation || inSandbox ? barClass : undefined}>
        <SkipLink />
        <NavigationProgress />
        {impersonation && <ImpersonationBanner />}
        {inSandbox && <SandboxBanner />}
        <div
          data-shell=""
          className={cx(
            "md:grid md:min-h-shell md:grid-cols-[14.5rem_minmax(0,1fr)]",
            readOnly && "md:grid-rows-[auto_minmax(0,1fr)]",
          )}
        >
          <aside
            id="menu"
            aria-label={company.name}
            className={cx(
              readOnly && "md:row-span-2",
              "h-shell border-line border-r bg-sunk max-md:hidden print:hidden md:sticky md:top-bar max-md:[@media(scripting:none)]:block max-md:[@media(scripting:none)]:h-auto",
            )}
          >
            {sidebar}
          </aside>
          {readOnly && <ReadOnlyNotice />}
          <Drawer>{sidebar}</Drawer>
          <main id="content" tabIndex={-1} className="min-w-0 px-4 pb-16 outline-none md:px-7 md:pt-4">
            <div className="max-w-page">{children}</div>
          </main>
        </div>
        <Shortcuts />
        <PaletteMount
          source="/search"
          chooseLocale={chooseMyLanguage}
          chooseTheme={chooseTheme}
          switchCompany={switchCompanyFromPalette}
        />
      </div>
    </ToastProvider>
  );
}
