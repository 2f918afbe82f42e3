"use server";
import { z } from "zod";
import { personalAction } from "@/lib/actions/personal-action";
import { write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { endSession } from "@/lib/master/sessions/end-sessions";

export const revokeSessionAction = personalAction(
  z.object({ sessionId: z.string({ error: "errors.required" }) }),
  ({ session: { user }, master, request: { address, requestId } }, { sessionId }) => {
    const actor = { id: user.id, name: fullName(user), address, requestId };
    return write(master, actor, (tx) => endSession(tx, user.id, sessionId));
  },
  // The form goes with the session's line, so the page around it says what was done.
  { onOk: () => "/settings/account?done=sessionEnded" },
);
