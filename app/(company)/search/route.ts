import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { preferenceGroups } from "@/app/_account/preference-items";
import { type CompanyContext, requireCompany } from "@/lib/auth/require-company";
import { parseDoctorFilter } from "@/lib/company/doctors/filter";
import { listDoctors } from "@/lib/company/doctors/list-doctors";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { parseSearch, queryOf } from "@/lib/domain/list-query";
import { type PaletteGroup, paletteGroups } from "@/lib/domain/palette";
import { listOwnCompanies } from "@/lib/master/members/list-own-companies";
import { companyActions, companyPages } from "./company-items";

const mostDoctors = 8;

/** What the palette offers for a text: what the role may open and do, and whom it finds. */
export async function GET(request: NextRequest): Promise<Response> {
  const context = await requireCompany();
  const typed = parseSearch(queryOf(request.nextUrl.searchParams));
  const [pages, actions, companies, preferences, doctors] = await Promise.all([
    companyPages(context),
    companyActions(context),
    ownCompanies(context),
    preferenceGroups(context.locale),
    foundDoctors(context, typed),
  ]);
  const rest = paletteGroups([companies, actions, ...preferences], typed);
  const groups = [...paletteGroups([pages], typed), ...doctors, ...rest];
  return Response.json(groups, { headers: { "cache-control": "no-store" } });
}

async function foundDoctors({ can, db, locale }: CompanyContext, typed: string): Promise<PaletteGroup[]> {
  if (typed === "" || !can("doctor.read")) return [];
  // Said once more, so that what a platform admin looks up is among the pages they opened.
  await requireCompany("doctor.read");
  const t = await getTranslations("palette");
  const { rows } = await listDoctors(db, parseDoctorFilter({ q: typed }), locale);
  if (rows.length === 0) return [];
  const items = rows.slice(0, mostDoctors).map((doctor) => ({
    id: doctor.id,
    label: fullName(doctor),
    hint: `${doctor.specialization} · ${doctor.code}`,
    deed: { kind: "go", href: `/doctors/${doctor.id}` } as const,
  }));
  return [{ id: "doctors", title: t("groups.doctors"), items }];
}

/** The others that one may work in. Who was let into this one as a platform admin leaves it first. */
async function ownCompanies({ user, company, impersonation }: CompanyContext): Promise<PaletteGroup> {
  const t = await getTranslations("palette");
  const own = impersonation ? [] : await listOwnCompanies(await openMaster(), user.id);
  return {
    id: "companies",
    title: t("groups.companies"),
    items: own
      .filter(({ id }) => id !== company.id)
      .map(({ id, name }) => ({ id, label: name, hint: t("switch"), deed: { kind: "company", value: id } })),
  };
}
