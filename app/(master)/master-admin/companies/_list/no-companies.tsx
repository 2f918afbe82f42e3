import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Building2, SearchX } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import { type CompanyFilter, companyQuery, isFiltered } from "@/lib/master/companies/company-filter";

const path = "/master-admin/companies";

/** Why the list is empty and what can be done about it. */
export async function NoCompanies({ filter }: { filter: CompanyFilter }) {
  const t = await getTranslations("companies");
  if (!isFiltered(filter)) {
    return (
      <Panel>
        <EmptyState
          icon={<Building2 size={20} />}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={<ButtonLink href="/pricing">{t("empty.action")}</ButtonLink>}
        />
      </Panel>
    );
  }
  const onlySearch = !isFiltered({ ...filter, q: "" });
  return (
    <Panel>
      <EmptyState
        icon={<SearchX size={20} />}
        title={filter.q === "" ? t("none.filtered") : t("none.title", { query: filter.q })}
        text={onlySearch ? t("none.text") : t("none.filteredText")}
        actions={
          <>
            {filter.q !== "" && !onlySearch && (
              <ButtonLink href={listUrl(path, companyQuery(filter), { q: null })}>
                {t("none.clear")}
              </ButtonLink>
            )}
            <ButtonLink href={path}>{onlySearch ? t("none.clear") : t("none.clearAll")}</ButtonLink>
          </>
        }
      />
    </Panel>
  );
}
