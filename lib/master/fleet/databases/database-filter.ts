import { type DatabaseState, databaseStates } from "@/drizzle/master/schema/states";
import {
  all,
  type ListView,
  listViewQuery,
  parseListView,
  parseSearch,
  type Query,
  shortest,
} from "@/lib/domain/list-query";

export const databaseSorts = ["name", "size", "backup", "restore"] as const;
export type DatabaseSort = (typeof databaseSorts)[number];

export const schemaAges = ["current", "behind"] as const;
export type SchemaAge = (typeof schemaAges)[number];

/** Which of the companies' databases a list is about. */
export type DatabaseFilter = ListView<DatabaseSort> & {
  q: string;
  state: DatabaseState[];
  /** Ids of servers. */
  server: string[];
  schema: SchemaAge[];
};

const mostServers = 50;

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseDatabaseFilter(query: Query): DatabaseFilter {
  return {
    ...parseListView(query, databaseSorts),
    q: parseSearch(query),
    state: databaseStates.filter((state) => all(query.state).includes(state)),
    server: [...new Set(all(query.server))]
      .filter((server) => server !== "" && server.length <= 100)
      .slice(0, mostServers)
      .sort(),
    schema: schemaAges.filter((age) => all(query.schema).includes(age)),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function databaseQuery(filter: DatabaseFilter): Query {
  return shortest({
    q: filter.q,
    state: filter.state,
    server: filter.server,
    schema: filter.schema,
    ...listViewQuery(filter, databaseSorts[0]),
  });
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered({ q, state, server, schema }: DatabaseFilter): boolean {
  return q !== "" || state.length > 0 || server.length > 0 || schema.length > 0;
}
