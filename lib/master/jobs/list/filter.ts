import { type JobState, jobStates } from "@/drizzle/master/schema/states";
import {
  idOf,
  type ListView,
  listViewQuery,
  namesOf,
  narrows,
  pageSizes,
  parseListView,
  type Query,
  shortest,
  someOf,
} from "@/lib/domain/list-query";

/** Which jobs a list or a count is about; the newest first. */
export type JobFilter = Pick<ListView<string>, "page"> & {
  size: number;
  state: JobState[];
  kind: string[];
  companyId: string | null;
};

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseJobFilter(query: Query): JobFilter {
  const { page, size } = parseListView(query, ["created"]);
  return {
    page,
    size,
    state: someOf(jobStates, query.state),
    kind: namesOf(query.kind),
    companyId: idOf(query.company),
  };
}

/** The shortest query with the same meaning. */
export function jobQuery(filter: JobFilter): Query {
  const { state, kind, companyId, page, size } = filter;
  return shortest({
    state,
    kind,
    company: companyId,
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

export const isFiltered = (filter: JobFilter) => narrows(jobQuery(filter));
