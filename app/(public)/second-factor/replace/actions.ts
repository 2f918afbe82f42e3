"use server";
import { z } from "zod";
import { masterJourney } from "@/lib/actions/master-action";
import { changeDevice } from "@/lib/auth/change-second-factor";
import { dropSealedCookie, readSealedCookie, setSealedCookie } from "@/lib/auth/sealed-cookie";
import { DomainError } from "@/lib/domain/errors";

export const replaceAction = masterJourney(
  z.object({ code: z.string({ error: "errors.required" }).max(60, "errors.tooLong") }),
  async (context, { code }) => {
    const userId = context.user.id;
    const secret = await readSealedCookie({ name: "new-second-factor", userId }, context.now);
    if (secret === null) throw new DomainError("replacementOver");
    const codes = await changeDevice(context, { secret, code });
    await dropSealedCookie({ name: "new-second-factor", userId });
    await setSealedCookie({ name: "recovery-codes", userId }, codes.join("\n"), context.now);
  },
  { onOk: () => `/second-factor/codes?next=${encodeURIComponent("/master-admin/account?done=replaced")}` },
);
