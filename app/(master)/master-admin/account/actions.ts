"use server";
import { after } from "next/server";
import { z } from "zod";
import { chooseLocale } from "@/app/_ui/preference-actions";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { changeOwnAccount } from "@/lib/auth/change-own-account";
import { changeRecoveryCodes } from "@/lib/auth/change-second-factor";
import { setSealedCookie } from "@/lib/auth/sealed-cookie";
import { proveSecondFactor } from "@/lib/auth/second-factor";
import { log } from "@/lib/log";
import { newTotpSecret } from "@/lib/master/second-factor/totp";
import { endSession } from "@/lib/master/sessions/end-sessions";
import { ownAccountSchema } from "@/lib/master/users/own-account";

export const editAccountAction = masterJourney(
  ownAccountSchema.extend({ currentPassword: z.string().max(1000, "errors.tooLong").default("") }),
  async (context, input) => {
    const tell = await changeOwnAccount(context, input);
    const { requestId } = context.actor;
    if (tell) {
      after(() => tell().catch((err) => log({ requestId }).error({ err }, "A notice was not sent.")));
    }
    const language = new FormData();
    language.set("locale", input.locale);
    await chooseLocale(language);
  },
  { onOk: () => "/master-admin/account?done=profileSaved" },
);

export const revokeSessionAction = masterAction(
  "account.revokeSession",
  z.object({ sessionId: z.string({ error: "errors.required" }) }),
  ({ tx, user }, { sessionId }) => endSession(tx, user.id, sessionId),
  { onOk: () => "/master-admin/account?done=sessionEnded" },
);

/** Both begin with a code: an open browser alone changes nothing of what proves who sits there. */
export const changeSecondFactorAction = masterJourney(
  z.object({
    code: z.string({ error: "errors.required" }).max(60, "errors.tooLong"),
    what: z.enum(["device", "codes"], { error: "errors.choose" }),
  }),
  async (context, { code, what }) => {
    const { master, actor, user, now } = context;
    if (what === "codes") {
      const codes = await changeRecoveryCodes(context, code);
      await setSealedCookie({ name: "recovery-codes", userId: user.id }, codes.join("\n"), now);
      return `/second-factor/codes?next=${encodeURIComponent("/master-admin/account?done=renewed")}`;
    }
    await proveSecondFactor(master, { user, code }, actor, now);
    await setSealedCookie({ name: "new-second-factor", userId: user.id }, newTotpSecret(), now);
    return "/second-factor/replace";
  },
  { onOk: (path) => path },
);
