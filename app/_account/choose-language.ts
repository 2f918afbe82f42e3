"use server";
import { chooseLocale } from "@/app/_ui/preference-actions";
import { currentSession } from "@/lib/auth/current-session";
import { requestContext } from "@/lib/auth/request-context";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { isLocale } from "@/lib/i18n/config";
import { chooseLanguage } from "@/lib/master/users/choose-language";

/** The language for this browser, and for the next one this person signs in with. */
export async function chooseMyLanguage(data: FormData): Promise<void> {
  await chooseLocale(data);
  const locale = data.get("locale");
  const session = await currentSession();
  if (!session || !isLocale(locale)) return;
  const { address, requestId } = await requestContext();
  const actor = { id: session.user.id, name: fullName(session.user), address, requestId };
  await write(await openMaster(), actor, (tx) => chooseLanguage(tx, { user: session.user, locale }));
}
