"use server";
import { publicAction } from "@/lib/actions/public-action";
import { currentBrowser, giveSession } from "@/lib/auth/browser-session";
import { register } from "@/lib/auth/register";
import { slugFromName } from "@/lib/domain/slug";
import { registerCompanySchema } from "@/lib/journeys/register-company.schema";

export const registerAction = publicAction(
  registerCompanySchema,
  async ({ locale, now }, input) => {
    // Codes are given by operators.
    const session = await register({ ...input, code: null }, await currentBrowser(), locale, now);
    await giveSession(session, locale);
  },
  () => "/onboarding",
);

/** What a company of this name would be called in addresses; whether that is still free is seen when it is made. */
export async function previewSlug(name: unknown): Promise<string | null> {
  const text = typeof name === "string" ? name.trim().slice(0, 120) : "";
  return text === "" ? null : slugFromName(text);
}
