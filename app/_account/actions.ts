"use server";
import { z } from "zod";
import { personalAction } from "@/lib/actions/personal-action";
import { reissueSession } from "@/lib/auth/reissue-session";
import { write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { removeCompanyMember } from "@/lib/journeys/remove-member";
import { switchCompany } from "@/lib/master/sessions/switch-company";

/** Not `companyId`: that names the company a form was rendered for. */
const chosen = z.object({ company: z.string({ error: "errors.choose" }) });

export const switchCompanyAction = personalAction(
  chosen,
  async ({ session: { user, session }, master, request: { address, requestId }, now }, { company }) => {
    const actor = { id: user.id, name: fullName(user), address, requestId };
    await write(master, actor, (tx) =>
      switchCompany(tx, { user, sessionId: session.id, companyId: company }, now),
    );
    await reissueSession(master, session.id, now);
  },
  { onOk: () => "/dashboard" },
);

/** Out of a company for good, by oneself. Where one goes on is chosen on the page that an empty session leads to. */
export const leaveCompanyAction = personalAction(
  chosen,
  async ({ session: { user, session }, master, request: { address, requestId }, now }, { company }) => {
    const actor = { id: user.id, name: fullName(user), address, requestId };
    await removeCompanyMember({ master, actor, on: "company" }, { companyId: company, userId: user.id }, now);
    await reissueSession(master, session.id, now);
  },
  { onOk: () => "/settings/account?done=companyLeft" },
);
