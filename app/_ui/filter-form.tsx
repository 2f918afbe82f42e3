import { useTranslations } from "next-intl";
import { buttonClass } from "./button";
import type { Filter } from "./filter-chips";
import { type Query, values } from "./list-url";
import { HiddenQuery } from "./search-box";

/** The choices of one filter: a GET form. */
export function FilterForm({ path, query, filter }: { path: string; query: Query; filter: Filter }) {
  const t = useTranslations("common.filters");
  const picked = values(query[filter.name]);
  return (
    <form action={path} method="get" className="w-60 max-md:w-full">
      <HiddenQuery query={query} except={[filter.name]} />
      <fieldset className="max-h-72 overflow-y-auto overscroll-contain">
        <legend className="sr-only">{filter.label}</legend>
        {filter.options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 touch:min-h-11 items-center gap-2.5 rounded-md px-2.5 hover:bg-sunk"
          >
            <input
              type={filter.single ? "radio" : "checkbox"}
              name={filter.name}
              value={option.value}
              defaultChecked={picked.includes(option.value)}
              className="ui-check"
            />
            <span className="min-w-0">{option.label}</span>
          </label>
        ))}
      </fieldset>
      <div className="mt-1.5 border-line border-t pt-1.5">
        <button type="submit" className={buttonClass({ variant: "primary" }, "w-full")}>
          {t("apply")}
        </button>
      </div>
    </form>
  );
}
