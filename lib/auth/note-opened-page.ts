import { after } from "next/server";
import { cache } from "react";
import { openMaster, write } from "@/lib/databases";
import { log } from "@/lib/log";
import { recordOpenedPage } from "@/lib/master/impersonations/open-page";
import type { Impersonation } from "./company-access";
import { requestContext } from "./request-context";

type Admin = { readonly id: string; readonly name: string };

/**
 * Keeps which page of a company a platform admin looked at, so that its owner can see it: once per request, after the
 * answer went out, so that it neither delays nor fails the page.
 */
export function noteOpenedPage({ id }: Impersonation, { id: adminId, name }: Admin): void {
  noteOnce(id, adminId, name);
}

const noteOnce = cache((impersonationId: string, id: string, name: string): void => {
  const request = requestContext();
  after(async () => {
    const { path, address, requestId } = await request;
    if (path === null) return;
    // As themselves: who may only read in the company still leaves traces.
    const actor = { id, name, address, requestId };
    const page = { impersonationId, path: path.replace(/[?#].*$/, "").slice(0, 300) };
    try {
      await write(await openMaster(), actor, (tx) => recordOpenedPage(tx, page));
    } catch (error) {
      log({ requestId }).error({ err: error }, "A page opened while impersonating was not written down.");
    }
  });
});
