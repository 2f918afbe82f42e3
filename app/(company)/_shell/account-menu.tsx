import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PersonMenu, WayOut } from "@/app/_account/person-menu";
import { LogIn, LogOut, UserCog } from "@/app/_ui/icons";
import { menuItemClass } from "@/app/_ui/menu-parts";
import type { CompanyContext } from "@/lib/auth/require-company";

type Props = Pick<CompanyContext, "user" | "role" | "impersonation">;

/**
 * Who is signed in, or entered, and the way to their own password and sessions; a platform administrator leaves the
 * company before signing out.
 */
export async function AccountMenu({ user, role, impersonation }: Props) {
  const t = await getTranslations("shell");
  const entered = impersonation && (await getTranslations("impersonation.menu"));
  return (
    <PersonMenu
      user={user}
      role={entered ? entered("role") : t(`role.${role}`)}
      pages={
        !entered && (
          <Link href="/settings/account" prefetch={false} className={menuItemClass}>
            <UserCog size={15} aria-hidden className="text-muted" />
            {t("account.own")}
          </Link>
        )
      }
    >
      {entered && (
        <WayOut
          action="/exit-impersonation"
          icon={<LogIn size={15} aria-hidden className="text-muted" />}
          label={entered("exit")}
        />
      )}
      <WayOut
        action="/logout"
        icon={<LogOut size={15} aria-hidden className="text-muted" />}
        label={entered ? entered("signOut") : t("account.signOut")}
      />
    </PersonMenu>
  );
}
