import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { LogOut } from "@/app/_ui/icons";

/** For who cannot go on here. */
export async function SignOut() {
  const t = await getTranslations("secondFactor");
  return (
    <form action="/logout" method="post" className="mt-5">
      <Button type="submit" variant="quiet" icon={<LogOut size={16} aria-hidden />}>
        {t("signOut")}
      </Button>
    </form>
  );
}
