import { useTranslations } from "next-intl";
import { buttonClass } from "@/app/_ui/button";
import { type Filter, FilterChips } from "@/app/_ui/filter-chips";
import type { Query } from "@/app/_ui/list-url";
import { HiddenQuery, SearchBox } from "@/app/_ui/search-box";
import { inputClass } from "@/app/_ui/text-input-class";
import { type AuditFilter, auditQuery } from "@/lib/domain/audit-filter";
import { formatDay } from "@/lib/i18n/format";
import { groupWord, plainSentence } from "./event-words";

interface AuditFiltersProps {
  path: string;
  filter: AuditFilter;
  /** First parts of the actions that can be chosen. */
  groups: readonly string[];
  /** The area's own: whose events, about whom. */
  own: readonly Filter[];
}

/** Search and filters of a log; the state is the address. */
export function AuditFilters({ path, filter, groups, own }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const query = auditQuery({ ...filter, before: null, after: null });
  const day = (name: "from" | "to"): Filter => {
    const [label, value] = [t(`filters.${name}`), filter[name]];
    const options = value === null ? [] : [{ value, label: formatDay(value) }];
    const content = <OneField path={path} query={query} name={name} label={label} type="date" />;
    return { name, label, options, content };
  };
  const filters: Filter[] = [
    ...own,
    {
      name: "group",
      label: t("filters.group"),
      options: groups.map((value) => ({ value, label: groupWord(t, value) })),
    },
    // Only where an address names them.
    {
      name: "action",
      label: t("filters.action"),
      options: filter.action.map((value) => ({ value, label: plainSentence(t, value, "…", "company") })),
    },
    {
      name: "impersonated",
      label: t("filters.impersonated"),
      options: [{ value: "1", label: t("filters.only") }],
      single: true,
    },
    day("from"),
    day("to"),
  ];
  return (
    <div className="mb-3 flex gap-2 max-lg:flex-wrap">
      <SearchBox path={path} query={query} label={t("search")} className="w-full shrink-0 md:w-70" />
      <div className="flex min-w-0 flex-1 items-center max-lg:basis-full">
        <FilterChips path={path} query={query} filters={filters} />
      </div>
    </div>
  );
}

interface OneFieldProps {
  path: string;
  query: Query;
  name: string;
  label: string;
  hint?: string;
  type?: "text" | "date";
}

/** A filter that is typed rather than chosen: a GET form. */
export function OneField({ path, query, name, label, hint, type = "text" }: OneFieldProps) {
  const t = useTranslations("audit.filters");
  const value = query[name];
  return (
    <form action={path} method="get" className="w-60 p-1.5 max-md:w-full">
      <HiddenQuery query={query} except={[name]} />
      <label className="grid gap-1.5 font-medium">
        {label}
        <input
          type={type}
          name={name}
          defaultValue={typeof value === "string" ? value : undefined}
          placeholder={hint}
          autoComplete="off"
          required
          className={inputClass}
        />
      </label>
      <button type="submit" className={buttonClass({ variant: "primary" }, "mt-2 w-full")}>
        {t("apply")}
      </button>
    </form>
  );
}
