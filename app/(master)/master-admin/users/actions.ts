"use server";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { proveAndAddMember, proveAndChangeRole, proveAndResetFactor } from "@/lib/auth/operate-person";
import { ownAddress } from "@/lib/auth/own-address";
import { write } from "@/lib/databases";
import { Invalid, isDomainError } from "@/lib/domain/errors";
import { closeImpersonations } from "@/lib/journeys/close-impersonations";
import { removeCompanyMember } from "@/lib/journeys/remove-member";
import { resetAccess } from "@/lib/journeys/reset-access";
import { findCompany } from "@/lib/master/companies/find-company";
import { revokeSessions } from "@/lib/master/sessions/revoke-sessions";
import { lockUser } from "@/lib/master/users/lock-user";
import {
  onePerson,
  personFactor,
  personPlace,
  personRemoval,
  personRole,
  personSession,
  personWithReason,
} from "@/lib/master/users/person-schema";
import { unlockUser } from "@/lib/master/users/unlock-user";

const on = "platform" as const;
const page = ({ userId }: { userId: string }, done: string) => `/master-admin/users/${userId}?done=${done}`;

export const lockUserAction = masterJourney(
  personWithReason,
  async ({ master, actor, now }, input) => {
    await write(master, actor, (tx) => lockUser(tx, input));
    await closeImpersonations(master, now);
    return input;
  },
  { onOk: (input) => page(input, "locked") },
);

export const unlockUserAction = masterAction(
  "user.unlock",
  personWithReason,
  async ({ tx }, input) => {
    await unlockUser(tx, input);
    return { userId: input.userId };
  },
  { onOk: (input) => page(input, "unlocked") },
);

export const revokeSessionsAction = masterJourney(
  personSession,
  async ({ master, actor, now }, input) => {
    await write(master, actor, (tx) => revokeSessions(tx, input));
    await closeImpersonations(master, now);
    return input;
  },
  { onOk: (input) => page(input, input.sessionId === null ? "signedOut" : "sessionEnded") },
);

export const resetAccessAction = masterJourney(
  onePerson,
  async ({ master, actor, now }, { userId }) => {
    const { delivery } = await resetAccess({ master, actor, baseUrl: await ownAddress() }, userId, now);
    await closeImpersonations(master, now);
    return { userId, delivery };
  },
  { onOk: (sent) => page(sent, sent.delivery === "kept" ? "linkKept" : "linkSent") },
);

export const resetFactorAction = masterJourney(
  personFactor,
  async (context, input) => {
    await proveAndResetFactor(context, input);
    await closeImpersonations(context.master, context.now);
    return { userId: input.userId };
  },
  { onOk: (input) => page(input, "factorReset") },
);

export const addPlaceAction = masterJourney(
  personPlace,
  async (context, { company, ...place }) => {
    const found = await findCompany(context.master, company).catch((error: unknown) => {
      throw isDomainError(error, "notFound") ? new Invalid("company", "errors.companyUnknown") : error;
    });
    await proveAndAddMember(context, { ...place, companyId: found.id });
    return { userId: place.userId };
  },
  { onOk: (input) => page(input, "placeAdded") },
);

export const changePlaceAction = masterJourney(
  personRole,
  async (context, { place, ...change }) => {
    await proveAndChangeRole(context, { ...change, companyId: place });
    return { userId: change.userId };
  },
  { onOk: (input) => page(input, "roleChanged") },
);

export const removePlaceAction = masterJourney(
  personRemoval,
  async ({ master, actor, now }, { userId, place }) => {
    await removeCompanyMember({ master, actor, on }, { companyId: place, userId }, now);
    return { userId };
  },
  { onOk: (input) => page(input, "placeRemoved") },
);
