import { type Filter, FilterChips } from "./filter-chips";
import type { Query } from "./list-url";
import { SearchBox } from "./search-box";

type Props = { path: string; query: Query; search: string; filters: readonly Filter[] };

/** Search and filters above a list, side by side where there is room; all of it lives in the address. */
export function ListFilters({ path, query, search, filters }: Props) {
  return (
    <div className="mb-3 flex gap-2 max-lg:flex-wrap">
      <SearchBox path={path} query={query} label={search} className="w-full shrink-0 md:w-70" />
      <div className="flex min-w-0 flex-1 items-center">
        <FilterChips path={path} query={query} filters={filters} />
      </div>
    </div>
  );
}
