"use server";
import { getLocale } from "next-intl/server";
import { personalAction } from "@/lib/actions/personal-action";
import { publicAction } from "@/lib/actions/public-action";
import { currentBrowser, giveSession } from "@/lib/auth/browser-session";
import { register } from "@/lib/auth/register";
import { registerAnother } from "@/lib/auth/register-another";
import { reissueSession } from "@/lib/auth/reissue-session";
import { slugFromName } from "@/lib/domain/slug";
import { newCompanySchema, registerCompanySchema } from "@/lib/journeys/register-company.schema";

export const registerAction = publicAction(
  registerCompanySchema,
  async ({ locale, now }, input) => {
    // Codes are given by operators.
    const session = await register({ ...input, code: null }, await currentBrowser(), locale, now);
    await giveSession(session, locale);
  },
  () => "/onboarding",
);

export const registerAnotherAction = personalAction(
  newCompanySchema,
  async ({ session, master, request, now }, input) => {
    await registerAnother(master, session, input, { ...request, locale: await getLocale() }, now);
    await reissueSession(master, session.session.id, now);
  },
  { onOk: () => "/onboarding" },
);

/** What a company of this name would be called in addresses; whether that is still free is seen when it is made. */
export async function previewSlug(name: unknown): Promise<string | null> {
  const text = typeof name === "string" ? name.trim().slice(0, 120) : "";
  return text === "" ? null : slugFromName(text);
}
