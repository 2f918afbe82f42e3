import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/app/_ui/copy-button";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ActionState } from "@/lib/actions/action-state";
import { totpUri } from "@/lib/master/second-factor/totp";
import { CodeInput } from "./code-input";
import { QrCode } from "./qr-code";

interface EnrolmentProps {
  readonly action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  readonly secret: string;
  /** Tells it from others in the app's list. */
  readonly account: string;
  readonly next: string | null;
  /** The first device, or another one. */
  readonly words: "enrol" | "replace";
}

/** Shows a secret once, as a picture and as text, and asks for the first code it makes. */
export async function Enrolment({ action, secret, account, next, words }: EnrolmentProps) {
  const t = await getTranslations("secondFactor");
  const readable = secret.replace(/.{4}(?=.)/g, "$& ");
  return (
    <>
      <h1 className="font-semibold text-title">{t(`${words}.title`)}</h1>
      <p className="mt-1 text-muted">{t(`${words}.lead`)}</p>
      <Panel className="mt-6">
        <div className="flex flex-col gap-5 sm:flex-row">
          <QrCode text={totpUri(secret, account)} label={t("qr")} />
          <div className="min-w-0">
            <p>{t("scan")}</p>
            <p className="mt-4 text-muted text-small">{t("byHand")}</p>
            <p className="mt-1 break-words font-mono text-small" data-totp-secret={secret}>
              {readable}
            </p>
            <div className="mt-2 -ml-2.5">
              <CopyButton text={secret} label={t("secret")} />
            </div>
          </div>
        </div>
        <Form action={action} guard={false} className="mt-5 border-line border-t pt-5">
          {next && <input type="hidden" name="next" value={next} />}
          <Field name="code" label={t("firstCode")} hint={t("firstCodeHint")}>
            <CodeInput />
          </Field>
          <SubmitButton className="mt-4">{t(`${words}.submit`)}</SubmitButton>
        </Form>
      </Panel>
    </>
  );
}
