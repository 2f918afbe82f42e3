import { getTranslations } from "next-intl/server";
import { passwordLength } from "@/lib/master/users/password-length";
import { PasswordField } from "./password-field";

/** A field for a new password that says how good it is while it is typed. */
export async function NewPassword(props: { name: string; label: string; className?: string }) {
  const t = await getTranslations("auth");
  const words = {
    hint: t("passwordHint", { minimum: passwordLength.min }),
    strength: t("strength.label"),
    scores: [t("strength.s0"), t("strength.s1"), t("strength.s2"), t("strength.s3"), t("strength.s4")],
  };
  return <PasswordField {...props} words={words} />;
}
