import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PersonMenu, WayOut } from "@/app/_account/person-menu";
import { LogOut, UserCog } from "@/app/_ui/icons";
import { menuItemClass } from "@/app/_ui/menu-parts";
import type { MasterAdminContext } from "@/lib/auth/require-master-admin";

/** Which operator is signed in, and the way to their account. */
export async function AccountMenu({ user }: Pick<MasterAdminContext, "user">) {
  const t = await getTranslations("master.account");
  return (
    <PersonMenu
      user={user}
      pages={
        <Link href="/master-admin/account" prefetch={false} className={menuItemClass}>
          <UserCog size={15} aria-hidden className="text-muted" />
          {t("own")}
        </Link>
      }
    >
      <WayOut
        action="/logout"
        icon={<LogOut size={15} aria-hidden className="text-muted" />}
        label={t("signOut")}
      />
    </PersonMenu>
  );
}
