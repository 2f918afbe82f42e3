import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Plus, SearchX, Stethoscope } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorFilter, doctorQuery, isFiltered, referenceFacets } from "@/lib/company/doctors/filter";
import { countArchivedMatching } from "@/lib/company/doctors/list-doctors";
import { countArchivedDoctors } from "@/lib/company/doctors/queries";
import type { ChosenNames } from "@/lib/company/doctors/resolve-filter";
import { formatList } from "@/lib/i18n/format";

type Props = { filter: DoctorFilter; names: ChosenNames; context: CompanyContext };

/** Why the list is empty and what can be done: nothing matches, everyone is archived, or nobody is there yet. */
export async function NoDoctors({ filter, names, context }: Props) {
  return (
    <Panel>
      {isFiltered(filter) ? await nothingFound(filter, names, context) : await noneAtAll(context)}
    </Panel>
  );
}

async function nothingFound(filter: DoctorFilter, names: ChosenNames, { db, locale }: CompanyContext) {
  const t = await getTranslations("doctors");
  const chosen = [
    ...referenceFacets.map(
      (facet) => [t(`fields.${facet}`), filter[facet].map((id) => names.get(id) ?? "")] as const,
    ),
    [t("fields.category"), filter.category] as const,
    [t("columns.status"), filter.status ? [t(`status.${filter.status}`)] : []] as const,
  ].filter(([, values]) => values.length > 0);
  const filters = chosen.map(([label, values]) => `${label}: ${formatList(values, locale)}`).join("; ");
  const archived = filter.status === "archived" ? 0 : await countArchivedMatching(db, filter);
  const which = filter.q === "" ? "filters" : chosen.length === 0 ? "query" : "both";
  return (
    <EmptyState
      icon={<SearchX size={20} />}
      title={t("nothingFound.title")}
      text={
        <>
          {t(`nothingFound.${which}`, { query: filter.q, filters })}
          {archived > 0 && (
            <span className="mt-2 block font-medium text-ink">
              {t("nothingFound.archived", { count: archived })}
            </span>
          )}
        </>
      }
      actions={
        <>
          {archived > 0 && (
            <ButtonLink href={listUrl("/doctors", doctorQuery(filter), { status: "archived" })}>
              {t("allArchived.show")}
            </ButtonLink>
          )}
          {which === "both" && (
            <ButtonLink href={listUrl("/doctors", doctorQuery(filter), { q: null })}>
              {t("nothingFound.clearSearch")}
            </ButtonLink>
          )}
          <ButtonLink href="/doctors">
            {t(which === "query" ? "nothingFound.clearSearch" : "nothingFound.clear")}
          </ButtonLink>
        </>
      }
    />
  );
}

async function noneAtAll({ db, can }: CompanyContext) {
  const t = await getTranslations("doctors");
  const archived = await countArchivedDoctors(db);
  const add = can("doctor.write") && (
    <ButtonLink href="/doctors/new" variant="primary" icon={<Plus size={16} aria-hidden />} shortcut="N">
      {t("add")}
    </ButtonLink>
  );
  if (archived === 0) {
    return (
      <EmptyState
        icon={<Stethoscope size={20} />}
        title={t("none.title")}
        text={t(can("doctor.write") ? "none.text" : "none.readOnly")}
        actions={add}
      />
    );
  }
  return (
    <EmptyState
      icon={<Stethoscope size={20} />}
      title={t("allArchived.title")}
      text={t("allArchived.text")}
      actions={
        <>
          <ButtonLink href="/doctors?status=archived">{t("allArchived.show")}</ButtonLink>
          {add}
        </>
      }
    />
  );
}
