"use server";
import { z } from "zod";
import { companyJourney } from "@/lib/actions/company-journey";
import { write } from "@/lib/databases";
import { discardCompanySandbox } from "@/lib/journeys/sandbox/discard-company-sandbox";
import { enterCompanySandbox } from "@/lib/journeys/sandbox/enter-company-sandbox";
import { requestCompanySandbox, requestSandboxReset } from "@/lib/journeys/sandbox/request-company-sandbox";
import { sandboxForm } from "@/lib/master/fleet/sandboxes/sandbox-form";
import { leaveSandbox } from "@/lib/master/sessions/enter-sandbox";

const nothing = z.object({});

export const makeSandboxAction = companyJourney(
  "sandbox.write",
  sandboxForm,
  ({ master, company, user, actor, now }, { reason }) =>
    requestCompanySandbox(master, { companyId: company.id, userId: user.id }, reason, actor, now),
  { creates: true, onOk: () => "/settings/sandbox?done=sandboxAsked" },
);

export const enterSandboxAction = companyJourney(
  "sandbox.enter",
  nothing,
  ({ master, company, user, sessionId, actor, now }) =>
    enterCompanySandbox(master, { user, sessionId, companyId: company.id }, actor, now),
  { onOk: () => "/dashboard" },
);

export const resetSandboxAction = companyJourney(
  "sandbox.write",
  nothing,
  ({ master, company, user, actor, now }) =>
    requestSandboxReset(master, { companyId: company.id, userId: user.id }, actor, now),
  { fromSandbox: true, onOk: () => "/settings/sandbox?done=sandboxReset" },
);

/** Who discards it from inside is back in the company afterwards; others in it are told. */
export const discardSandboxAction = companyJourney(
  "sandbox.write",
  nothing,
  async ({ master, company, user, sessionId, actor, now }) => {
    await discardCompanySandbox(master, company.id, actor, now);
    await write(master, actor, (tx) => leaveSandbox(tx, { user, sessionId }));
  },
  { fromSandbox: true, onOk: () => "/settings/sandbox?done=sandboxDiscarded" },
);
