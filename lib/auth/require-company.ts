import { forbidden, notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import {
  type Actor,
  type EngineError,
  isEngineError,
  isPassing,
  onPrimary,
  openMaster,
  openTenantAt,
  type TenantDb,
} from "@/lib/databases";
import { ensureOpen } from "@/lib/databases/ensure-open";
import type { Locale } from "@/lib/i18n/config";
import { log } from "@/lib/log";
import { companyOwner } from "@/lib/master/members/queries";
import { actorOf, type CompanyMember, companyAccess, type NoAccess, restrictionOf } from "./company-access";
import { currentSession } from "./current-session";
import { noteOpenedPage } from "./note-opened-page";
import type { Permission } from "./permissions";
import { requestContext } from "./request-context";

export interface CompanyContext extends Omit<CompanyMember, "database" | "seen"> {
  readonly db: TenantDb;
  readonly actor: Actor;
  readonly locale: Locale;
}

/** Who asks, with their company's opened database; or why not. One query on the master, once per request. */
export const openCompany = cache(async (): Promise<CompanyContext | NoAccess> => {
  const access = companyAccess(await currentSession(), new Date());
  if (typeof access === "string") return access;
  const request = await requestContext();
  try {
    const { database, seen, ...member } = access;
    const db = openTenantAt(database, restrictionOf(access.impersonation), seen);
    await ensureOpen(db);
    const actedFor = access.impersonation && (await companyOwner(await openMaster(), access.company.id));
    return { ...member, db, actor: actorOf(access, request, actedFor), locale: await getLocale() };
  } catch (error) {
    if (!isEngineError(error)) throw error;
    log(request).error(
      { err: error, company: access.company.slug },
      "A company's database cannot be opened.",
    );
    return noAccessFor(error);
  }
});

/** As `openCompany`, for what is going to write: decided by what is there now, not by what a replica has of it. */
export async function openCompanyToWrite(): Promise<CompanyContext | NoAccess> {
  const opened = await openCompany();
  return typeof opened === "string" ? opened : { ...opened, db: onPrimary(opened.db) };
}

/** Which page an engine's refusal leads to: soon over, or something that an operator has to look at. */
function noAccessFor(error: EngineError): NoAccess {
  return isPassing(error) ? "upgrading" : "unavailable";
}

/** Where somebody is sent who may not see a page now. Null means that for them it does not exist. */
export function pageFor(reason: NoAccess, path: string | null): string | null {
  const next = path ? `?next=${encodeURIComponent(path)}` : "";
  if (reason === "signedOut") return `/login${next}`;
  if (reason === "impersonationOver") return "/master-admin/return";
  return reason === "closed" ? null : `/workspace/${reason}${next}`;
}

/**
 * The first line of every company page: who asks, in which company, with its database, or somewhere else.
 * @param permission without it the page answers 403 and says who can grant it
 * @param outsideSandbox for pages about the company itself: who works in its sandbox leaves it first
 */
export async function requireCompany(
  permission?: Permission,
  { outsideSandbox = false }: { outsideSandbox?: boolean } = {},
): Promise<CompanyContext> {
  const opened = await openCompany();
  if (typeof opened === "string") {
    const page = pageFor(opened, (await requestContext()).path);
    return page === null ? notFound() : redirect(page);
  }
  if (permission && !opened.can(permission)) forbidden();
  if (outsideSandbox && opened.inSandbox) forbidden();
  // The shell asks without a permission; who asks with one is a page, and it is about to be shown.
  if (permission && opened.impersonation) noteOpenedPage(opened.impersonation, opened.user);
  return opened;
}
