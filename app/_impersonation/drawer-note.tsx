import { getTranslations } from "next-intl/server";
import type { Impersonation } from "@/lib/auth/company-access";

/** On a phone the menu lies over the banner; this says the same at its top. */
export async function DrawerNote({ mode }: Pick<Impersonation, "mode">) {
  const t = await getTranslations("impersonation");
  return (
    <p className="-mx-2.5 -mt-2.5 bg-[#3d2b68] py-4 pr-14 pl-4 font-semibold text-[#f4f1fb] text-small md:hidden">
      {t("menu.role")} · {t(`banner.mode.${mode}`)}
    </p>
  );
}
