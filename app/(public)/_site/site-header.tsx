import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Logo } from "@/app/_ui/logo";
import { currentSession } from "@/lib/auth/current-session";
import { homeFor } from "@/lib/auth/redirect-signed-in";
import { SiteNavLink } from "./site-nav-link";
import { SiteSettings } from "./site-settings";

/** The way round the public pages; whoever is signed in finds the way back to the workspace. */
export async function SiteHeader() {
  const t = await getTranslations("public.nav");
  const session = await currentSession();
  const home = session && homeFor(session.user.isMasterAdmin && session.company === null);
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-1 px-4 py-4 md:gap-2 md:px-6">
      <Link href="/" prefetch={false} aria-label={t("home")} className="mr-auto rounded-md">
        <Logo />
      </Link>
      <nav aria-label={t("label")} className="flex items-center gap-1 md:gap-2">
        <SiteNavLink href="/#features" className="max-sm:hidden">
          {t("features")}
        </SiteNavLink>
        <SiteNavLink href="/pricing" className={home ? "max-sm:hidden" : undefined}>
          {t("pricing")}
        </SiteNavLink>
      </nav>
      <SiteSettings />
      {home ? (
        <ButtonLink href={home} variant="primary">
          {t(home === "/dashboard" ? "workspace" : "platform")}
        </ButtonLink>
      ) : (
        <ButtonLink href="/login">{t("signIn")}</ButtonLink>
      )}
    </header>
  );
}
