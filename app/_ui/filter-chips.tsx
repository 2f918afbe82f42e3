import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Plus, X } from "@/app/_ui/icons";
import { cx } from "./class-names";
import { FilterForm } from "./filter-form";
import { listUrl, type Query, values } from "./list-url";
import { Menu } from "./menu";

export type FilterOption = { value: string; label: string };
export type Filter = {
  /** The parameter in the address; several values repeat it. */
  name: string;
  label: string;
  options: readonly FilterOption[];
  /** One of them instead of several. */
  single?: boolean | undefined;
  /** What the menu holds instead of all options, such as a form that fetches them; `options` are then the chosen ones. */
  content?: ReactNode;
};

type FilterChipsProps = { path: string; query: Query; filters: readonly Filter[] };

/** On a phone a chip may stand at any edge: its choices come up from the bottom instead. */
const panel = "max-md:fixed max-md:inset-x-3 max-md:top-auto max-md:bottom-3";

const chip = "inline-flex h-7 touch:h-10 items-center rounded-full border text-small transition-colors";

/** Filters of a list: set ones filled and with ×, the others dashed. Links and GET forms, no JavaScript needed. */
export function FilterChips({ path, query, filters }: FilterChipsProps) {
  const t = useTranslations("common.filters");
  const chosen = (filter: Filter) => {
    const picked = values(query[filter.name]);
    return filter.options.filter((option) => picked.includes(option.value));
  };
  const set = filters.filter((filter) => chosen(filter).length > 0);
  const unset = filters.filter(
    (filter) => chosen(filter).length === 0 && (filter.content || filter.options.length > 0),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: links and menus, not the fields of one form
    <div role="group" aria-label={t("label")} className="flex flex-wrap items-center gap-2">
      {set.map((filter) => (
        <div key={filter.name} className={cx(chip, "border-transparent bg-accent-soft text-accent-text")}>
          <Menu
            label={<Chosen filter={filter} chosen={chosen(filter)} />}
            panelClassName={panel}
            className="inline-flex h-7 touch:h-10 max-w-64 items-center rounded-l-full pr-1 pl-3 font-medium"
          >
            {filter.content ?? <FilterForm path={path} query={query} filter={filter} />}
          </Menu>
          <Link
            href={listUrl(path, query, { [filter.name]: null })}
            prefetch={false}
            aria-label={t("clear", { filter: filter.label })}
            className="grid h-7 w-7 touch:h-10 touch:w-10 place-items-center rounded-r-full hover:bg-panel/60"
          >
            <X size={13} aria-hidden />
          </Link>
        </div>
      ))}
      {unset.map((filter) => (
        <Menu
          key={filter.name}
          panelClassName={panel}
          className={cx(
            chip,
            "gap-1 border-line-strong border-dashed px-3 text-muted hover:bg-sunk hover:text-ink",
          )}
          label={
            <>
              <Plus size={13} aria-hidden />
              {filter.label}
            </>
          }
        >
          {filter.content ?? <FilterForm path={path} query={query} filter={filter} />}
        </Menu>
      ))}
      {set.length > 1 && (
        <Link
          href={listUrl(path, query, Object.fromEntries(filters.map((filter) => [filter.name, null])))}
          prefetch={false}
          className="inline-flex min-h-7 touch:min-h-10 items-center px-1 text-muted text-small underline underline-offset-2 hover:text-ink"
        >
          {t("clearAll")}
        </Link>
      )}
    </div>
  );
}

function Chosen({ filter, chosen }: { filter: Filter; chosen: readonly FilterOption[] }) {
  return (
    <span className="truncate">
      {filter.label}: {chosen.map((option) => option.label).join(", ")}
    </span>
  );
}
