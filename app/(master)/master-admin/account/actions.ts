"use server";
import { z } from "zod";
import { chooseLocale } from "@/app/_ui/preference-actions";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { changeRecoveryCodes } from "@/lib/auth/change-second-factor";
import { setSealedCookie } from "@/lib/auth/sealed-cookie";
import { proveSecondFactor } from "@/lib/auth/second-factor";
import { write } from "@/lib/databases";
import { newTotpSecret } from "@/lib/master/second-factor/totp";
import { endSession } from "@/lib/master/sessions/end-sessions";
import { editOwnAccount } from "@/lib/master/users/edit-own-account";
import { ownAccountSchema } from "@/lib/master/users/own-account";

export const editAccountAction = masterJourney(
  ownAccountSchema,
  async ({ master, actor, user }, input) => {
    await write(master, actor, (tx) => editOwnAccount(tx, { ...input, userId: user.id }));
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
