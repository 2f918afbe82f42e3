import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewPassword } from "@/app/_password/new-password";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { findAccessLink } from "@/lib/master/access/access-link";
import { choosePasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("access.choose"))("title"),
    robots: { index: false },
    referrer: "no-referrer",
  };
}

/** Reached once, by the link of a mail. Opening it uses nothing up: mail programs look at links before people do. */
export default async function ChoosePasswordPage({ params }: PageProps<"/access/[token]">) {
  const { token } = await params;
  const person = await findAccessLink(await openMaster(), token, new Date());
  if (!person) notFound();
  const t = await getTranslations("access.choose");
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 pt-10 pb-16 md:pt-16">
      <h1 className="font-semibold text-title">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead", { name: fullName(person), username: person.username })}</p>
      <Panel className="mt-6">
        <Form action={choosePasswordAction} guard={false}>
          <input type="hidden" name="accessToken" value={token} />
          <input
            type="text"
            name="username"
            value={person.username}
            autoComplete="username"
            readOnly
            hidden
          />
          <NewPassword name="password" label={t("password")} />
          <SubmitButton className="mt-4 w-full">{t("submit")}</SubmitButton>
        </Form>
      </Panel>
    </div>
  );
}
