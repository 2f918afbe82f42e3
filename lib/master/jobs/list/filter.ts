import { type JobState, jobStates } from "@/drizzle/master/schema/states";
import { isId } from "@/lib/domain/id";
import {
  all,
  first,
  type ListView,
  listViewQuery,
  pageSizes,
  parseListView,
  type Query,
  shortest,
} from "@/lib/domain/list-query";

/** Which jobs a list or a count is about; the newest first. */
export type JobFilter = Pick<ListView<string>, "page"> & {
  size: number;
  state: JobState[];
  kind: string[];
  companyId: string | null;
};

const mostKinds = 50;

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseJobFilter(query: Query): JobFilter {
  const { page, size } = parseListView(query, ["created"]);
  const companyId = first(query.company);
  return {
    page,
    size,
    state: jobStates.filter((state) => all(query.state).includes(state)),
    kind: [...new Set(all(query.kind))]
      .filter((kind) => kind !== "" && kind.length <= 100)
      .slice(0, mostKinds)
      .sort(),
    companyId: isId(companyId) ? companyId : null,
  };
}

/** The shortest query with the same meaning. */
export function jobQuery(filter: JobFilter): Query {
  const { page, size } = filter;
  return shortest({
    ...narrowing(filter),
    ...listViewQuery(
      {
        sort: "created",
        descending: false,
        page,
        size: pageSizes.find((one) => one === size) ?? pageSizes[0],
      },
      "created",
    ),
  });
}

export function isFiltered(filter: JobFilter): boolean {
  return Object.keys(shortest(narrowing(filter))).length > 0;
}

function narrowing({ state, kind, companyId }: JobFilter): Query {
  return { state, kind, company: companyId ?? undefined };
}
