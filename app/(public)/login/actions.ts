"use server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { currentBrowser, giveSession } from "@/lib/auth/browser-session";
import { TooManyAttempts, WrongCredentials } from "@/lib/auth/errors";
import { homeFor } from "@/lib/auth/redirect-signed-in";
import { secondFactorPage } from "@/lib/auth/require-master-admin";
import { safeNext } from "@/lib/auth/safe-next";
import { signIn } from "@/lib/auth/sign-in";
import { openMaster } from "@/lib/databases";

const loginSchema = z.object({
  identifier: z.string({ error: "errors.required" }).max(254, "errors.tooLong"),
  password: z.string({ error: "errors.required" }),
  next: z.string().optional(),
});

export const loginAction = publicAction(
  loginSchema,
  async ({ now }, credentials) => {
    const result = await signIn(await openMaster(), credentials, await currentBrowser(), now);
    if (!("refused" in result)) {
      await giveSession(result.session, result.account.locale);
      const { isMasterAdmin } = result.account;
      return { isMasterAdmin, home: homeFor(isMasterAdmin && result.session.company === null) };
    }
    throw result.refused === "throttled" ? new TooManyAttempts(result.waitSeconds) : new WrongCredentials();
  },
  ({ isMasterAdmin, home }, { next }) => {
    const path = safeNext(next, home);
    return isMasterAdmin ? secondFactorPage({ path }) : path;
  },
);
