import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { currentSession } from "@/lib/auth/current-session";

export async function SiteFooter() {
  const t = await getTranslations("public");
  const session = await currentSession();
  const look = "inline-flex min-h-6 touch:min-h-11 items-center hover:text-ink";
  return (
    <footer className="mt-20 border-line border-t">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-3 px-4 py-6 text-muted md:px-6">
        <p className="mr-auto">{t("footer.line")}</p>
        <Link href="/pricing" prefetch={false} className={look}>
          {t("nav.pricing")}
        </Link>
        {!session && (
          <>
            <Link href="/register" prefetch={false} className={look}>
              {t("nav.register")}
            </Link>
            <Link href="/login" prefetch={false} className={look}>
              {t("nav.signIn")}
            </Link>
          </>
        )}
        <LanguageSwitch inline />
      </div>
    </footer>
  );
}
