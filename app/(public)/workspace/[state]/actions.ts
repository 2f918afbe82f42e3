"use server";
import { z } from "zod";
import { personalAction } from "@/lib/actions/personal-action";
import { DomainError } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { takeBack } from "@/lib/journeys/close-company";

/** Of a closing company, by an owner of it who signed in again. */
export const takeBackAction = personalAction(
  z.object({}),
  async ({ session: { user, role, company }, master, request: { address, requestId }, now }) => {
    if (!company || role !== "owner") throw new DomainError("forbidden");
    const actor = { id: user.id, name: fullName(user), address, requestId };
    await takeBack(master, actor, { companyId: company.id, by: "owner" }, now);
  },
  { onOk: () => "/dashboard" },
);
