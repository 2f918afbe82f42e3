import type { ListView } from "@/lib/domain/list-query";
import type { Sort } from "./data-table";
import { listUrl, type Query } from "./list-url";

type Sorted = Pick<ListView<string>, "sort" | "descending">;

/** How a list is sorted, and the address that sorts it otherwise; `usual` is how it stands without being asked. */
export function listSort(path: string, query: Query, { sort, descending }: Sorted, usual = "name"): Sort {
  return {
    column: sort,
    direction: descending ? "desc" : "asc",
    href: (column, direction) => {
      const ascending = column === usual ? null : column;
      return listUrl(path, query, { sort: direction === "desc" ? `-${column}` : ascending });
    },
  };
}
