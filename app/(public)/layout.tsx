import type { ReactNode } from "react";
import { ImpersonationBanner } from "@/app/_impersonation/banner";
import { SkipLink } from "@/app/_ui/skip-link";
import { ToastProvider } from "@/app/_ui/toast";
import { SiteFooter } from "./_site/site-footer";
import { SiteHeader } from "./_site/site-header";

/** What everybody may see: landing, pricing, registration, sign-in. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <ToastProvider>
      <SkipLink />
      <div className="flex min-h-dvh flex-col">
        <ImpersonationBanner />
        <SiteHeader />
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter />
      </div>
    </ToastProvider>
  );
}
