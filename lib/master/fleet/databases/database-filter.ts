import { type DatabaseState, databaseStates } from "@/drizzle/master/schema/states";
import {
  type ListView,
  listViewQuery,
  namesOf,
  narrows,
  parseListView,
  parseSearch,
  type Query,
  shortest,
  someOf,
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

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseDatabaseFilter(query: Query): DatabaseFilter {
  return {
    ...parseListView(query, databaseSorts),
    q: parseSearch(query),
    state: someOf(databaseStates, query.state),
    server: namesOf(query.server),
    schema: someOf(schemaAges, query.schema),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function databaseQuery(filter: DatabaseFilter): Query {
  const { q, state, server, schema } = filter;
  return shortest({ q, state, server, schema, ...listViewQuery(filter, databaseSorts[0]) });
}

export const isFiltered = (filter: DatabaseFilter) => narrows(databaseQuery(filter));
