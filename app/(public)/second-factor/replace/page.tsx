import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { readSealedCookie } from "@/lib/auth/sealed-cookie";
import { Enrolment } from "../enrolment";
import { replaceAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("replace.title"), robots: { index: false } };
}

/** Reached from one's account with a code of the old device. */
export default async function ReplaceSecondFactorPage() {
  const { user } = await requireMasterAdmin();
  const secret = await readSealedCookie({ name: "new-second-factor", userId: user.id }, new Date());
  if (secret === null) redirect("/master-admin/account");
  const t = await getTranslations("secondFactor.replace");
  return (
    <div className="mx-auto w-full max-w-[32rem] px-4 pt-10 pb-16">
      <Enrolment action={replaceAction} secret={secret} account={user.email} next={null} words="replace" />
      <ButtonLink href="/master-admin/account" variant="quiet" className="mt-5">
        {t("cancel")}
      </ButtonLink>
    </div>
  );
}
