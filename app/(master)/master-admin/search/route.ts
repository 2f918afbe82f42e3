import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { preferenceGroups } from "@/app/_account/preference-items";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { parseSearch, queryOf } from "@/lib/domain/list-query";
import { type PaletteGroup, paletteGroups } from "@/lib/domain/palette";
import { catalogueKinds } from "@/lib/master/catalogue/kinds";
import { parseCompanyFilter } from "@/lib/master/companies/company-filter";
import { searchCompanies } from "@/lib/master/companies/search-companies";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { searchUsers } from "@/lib/master/users/search-users";
import { parseUserFilter } from "@/lib/master/users/user-filter";
import { listPath, newPath } from "../catalogue/addresses";

const most = 8;
const mostToEnter = 3;

/** What the palette offers for a text: pages, and the companies and people it finds on the whole platform. */
export async function GET(request: NextRequest): Promise<Response> {
  const { master } = await requireMasterAdmin();
  const typed = parseSearch(queryOf(request.nextUrl.searchParams));
  const [own, preferences, found] = await Promise.all([
    pagesAndActions(),
    getLocale().then(preferenceGroups),
    typed === "" ? [] : search(master, typed, new Date()),
  ]);
  const [pages, ...rest] = [own.pages, own.actions, ...preferences];
  const groups = [...paletteGroups(pages ? [pages] : [], typed), ...found, ...paletteGroups(rest, typed)];
  return Response.json(groups, { headers: { "cache-control": "no-store" } });
}

const sections = ["companies", "plans", "subscriptions", "users", "catalogue", "audit"] as const;

async function pagesAndActions(): Promise<{ pages: PaletteGroup; actions: PaletteGroup }> {
  const [t, master, plans, catalogue] = await Promise.all([
    getTranslations("palette"),
    getTranslations("master"),
    getTranslations("plans"),
    getTranslations("catalogue"),
  ]);
  const go = (href: string, label: string) => ({ id: href, label, deed: { kind: "go", href } as const });
  return {
    pages: {
      id: "pages",
      title: t("groups.pages"),
      items: [
        go("/master-admin", master("nav.overview")),
        ...sections.map((section) => go(`/master-admin/${section}`, master(`nav.${section}`))),
        ...catalogueKinds.map((kind) => go(listPath(kind), catalogue(`${kind}.title`))),
        go("/master-admin/account", master("account.own")),
      ],
    },
    actions: {
      id: "actions",
      title: t("groups.actions"),
      items: [
        go("/master-admin/plans/new", plans("add")),
        ...catalogueKinds.map((kind) => go(newPath(kind), catalogue(`${kind}.new`))),
        { id: "sign-out", label: master("account.signOut"), deed: { kind: "post", path: "/logout" } },
      ],
    },
  };
}

async function search(master: MasterDb, typed: string, now: Date): Promise<PaletteGroup[]> {
  const t = await getTranslations("palette");
  const enter = await getTranslations("impersonation.enter");
  const [companies, users] = await Promise.all([
    searchCompanies(master, parseCompanyFilter({ q: typed }), now),
    searchUsers(master, parseUserFilter({ q: typed })),
  ]);
  const groups: PaletteGroup[] = [
    {
      id: "companies",
      title: t("groups.companies"),
      items: companies.rows.slice(0, most).map(({ id, name, slug, code }) => ({
        id,
        label: name,
        hint: code ?? slug,
        deed: { kind: "go", href: `/master-admin/companies/${id}` },
      })),
    },
    {
      id: "users",
      title: t("groups.users"),
      items: users.rows.slice(0, most).map((user) => ({
        id: user.id,
        label: fullName(user),
        hint: user.email,
        deed: { kind: "go", href: `/master-admin/users/${user.id}` },
      })),
    },
    {
      id: "enter",
      title: enter("title"),
      // Where what was typed names a company rather than many.
      items: (companies.total <= mostToEnter ? companies.rows : [])
        .filter(({ state }) => impersonationIn(state) !== null)
        .map(({ id, name }) => ({
          id: `enter-${id}`,
          label: name,
          deed: { kind: "go", href: `/master-admin/companies/${id}/enter` },
        })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
