"use server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { giveSession } from "@/lib/auth/browser-session";
import { completeSignIn } from "@/lib/auth/complete-sign-in";
import { currentSession, pendingSession } from "@/lib/auth/current-session";
import { confirmEnrolment } from "@/lib/auth/enrol-second-factor";
import { homeFor } from "@/lib/auth/redirect-signed-in";
import { safeNext } from "@/lib/auth/safe-next";
import { dropSealedCookie, setSealedCookie } from "@/lib/auth/sealed-cookie";
import { openMaster } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

const codeSchema = z.object({
  code: z.string({ error: "errors.required" }).max(60, "errors.tooLong"),
  next: z.string().optional(),
});

export const proveAction = publicAction(
  codeSchema,
  async ({ request, now }, { code }) => {
    const found = await whoAsks();
    await giveSession(await completeSignIn(await openMaster(), found, code, request, now), found.user.locale);
    return { home: homeFor(found.company === null) };
  },
  ({ home }, { next }) => safeNext(next, home),
);

export const confirmAction = publicAction(
  codeSchema,
  async ({ request, now }, { code }) => {
    const found = await whoAsks();
    const { codes, session } = await confirmEnrolment(await openMaster(), found, code, request, now);
    await giveSession(session, found.user.locale);
    await setSealedCookie({ name: "recovery-codes", userId: found.user.id }, codes.join("\n"), now);
    return { home: homeFor(found.company === null) };
  },
  ({ home }, { next }) => `/second-factor/codes?next=${encodeURIComponent(safeNext(next, home))}`,
);

/** The codes were kept somewhere else; from here on they can be seen nowhere. */
export const keptAction = publicAction(
  z.object({ next: z.string().optional() }),
  async () => {
    const found = await currentSession();
    if (found) await dropSealedCookie({ name: "recovery-codes", userId: found.user.id });
  },
  (_, { next }) => safeNext(next, "/master-admin"),
);

/** Who has proven their password and nothing else. Whoever has proven both meanwhile reloads the page. */
async function whoAsks() {
  const found = await pendingSession();
  if (!found) throw new DomainError("signedOut");
  return found;
}
