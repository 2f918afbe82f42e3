"use server";
import { z } from "zod";
import { masterJourney } from "@/lib/actions/master-action";
import { proveAndEnterCompany } from "@/lib/auth/enter-company";
import { isGuarded } from "@/lib/auth/guarded-paths";
import { reissueSession } from "@/lib/auth/reissue-session";
import { masterPath } from "@/lib/auth/return-path";
import { home, safeNext } from "@/lib/auth/safe-next";
import { companyEntry } from "@/lib/master/impersonations/schema";

/** `companyId` in a form is the company it was rendered in, and this one is rendered in none. */
const entryForm = companyEntry.omit({ companyId: true }).extend({
  id: companyEntry.shape.companyId,
  code: z.string({ error: "errors.required" }).max(100, "errors.invalid"),
  from: z.string().optional(),
  next: z.string().optional(),
});

/** Into the company, to the page that was asked for or its dashboard. */
export const enterCompanyAction = masterJourney(
  entryForm,
  async ({ master, actor, user, sessionId, now }, { id: companyId, from, next, ...entry }) => {
    const returnPath = masterPath(from, `/master-admin/companies/${companyId}`);
    const input = { ...entry, companyId, adminId: user.id, sessionId, returnPath };
    await proveAndEnterCompany(master, input, actor, now);
    await reissueSession(master, sessionId, now);
    const path = safeNext(next);
    return { path: isGuarded(path) ? path : home };
  },
  { onOk: ({ path }) => path },
);
