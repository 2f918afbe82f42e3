import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { SearchX } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { searchUsers } from "@/lib/master/users/search-users";
import { isFiltered, parseUserFilter, userQuery } from "@/lib/master/users/user-filter";
import { UserFilters } from "./_list/user-filters";
import { UsersTable } from "./_list/users-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function UsersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const filter = parseUserFilter(await searchParams);
  const list = await searchUsers(master, filter);
  const shown = { ...filter, page: list.page };
  const t = await getTranslations("people");
  return (
    <>
      <PageHeader title={t("title")} count={formatNumber(list.total, await getLocale())} />
      <UserFilters filter={shown} />
      {list.rows.length > 0 ? (
        <>
          <UsersTable rows={list.rows} filter={shown} />
          <Pagination
            path="/master-admin/users"
            query={userQuery(shown)}
            page={list.page}
            pageSize={shown.size}
            total={list.total}
          />
        </>
      ) : (
        <Panel>
          <EmptyState
            icon={<SearchX size={20} />}
            title={t("none.title")}
            text={
              filter.q === ""
                ? t("none.filters")
                : t(isFiltered({ ...filter, q: "" }) ? "none.both" : "none.query", { query: filter.q })
            }
            actions={<ButtonLink href="/master-admin/users">{t("none.clear")}</ButtonLink>}
          />
        </Panel>
      )}
    </>
  );
}
