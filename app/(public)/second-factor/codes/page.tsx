import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Form } from "@/app/_ui/form";
import { Download } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { currentSession } from "@/lib/auth/current-session";
import { safeNext } from "@/lib/auth/safe-next";
import { readSealedCookie } from "@/lib/auth/sealed-cookie";
import { keptAction } from "../actions";
import { PrintButton } from "./print-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("codes.title"), robots: { index: false } };
}

/** Recovery codes that were just made, until their owner says that they are kept, or ten minutes long. */
export default async function RecoveryCodesPage({ searchParams }: PageProps<"/second-factor/codes">) {
  const { next } = await searchParams;
  const found = await currentSession();
  const made =
    found && (await readSealedCookie({ name: "recovery-codes", userId: found.user.id }, new Date()));
  if (!found || !made) redirect(found?.user.isMasterAdmin ? safeNext(next, "/master-admin") : "/login");
  const t = await getTranslations("secondFactor.codes");
  const file = [t("file", { username: found.user.username }), "", made, ""].join("\r\n");
  return (
    <div className="mx-auto w-full max-w-[32rem] px-4 pt-10 pb-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead")}</p>
      <Panel className="mt-6">
        <ol className="grid gap-x-6 gap-y-2 font-mono sm:grid-cols-2" aria-label={t("title")}>
          {made.split("\n").map((code) => (
            <li key={code} data-recovery-code={code} className="tabular-nums tracking-wide">
              {code}
            </li>
          ))}
        </ol>
        <div className="mt-4 flex flex-wrap items-center gap-2 border-line border-t pt-4 print:hidden">
          <CopyButton text={made} label={t("title")} />
          <ButtonLink
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
            download="medadmin-recovery-codes.txt"
            reloads
            size="sm"
            variant="quiet"
            icon={<Download size={14} aria-hidden />}
          >
            {t("download")}
          </ButtonLink>
          <PrintButton label={t("print")} />
        </div>
      </Panel>
      <Form action={keptAction} guard={false} className="mt-5 print:hidden">
        {typeof next === "string" && <input type="hidden" name="next" value={next} />}
        <SubmitButton>{t("kept")}</SubmitButton>
      </Form>
    </div>
  );
}
