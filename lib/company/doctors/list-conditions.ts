import { and, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { doctors, doctorTerms } from "@/drizzle/tenant/schema";
import type { DoctorFilter } from "./filter";
import { searchWords } from "./search-words";

/** Above every character, so that `term < word + this` ends where the words beginning with `word` end. */
const last = "\u{10FFFF}";

/**
 * What a doctor must be to appear in the list. SQLite has no statistics here and would as soon go through all active
 * doctors as through those of one clinic; so the condition that leaves fewest comes first, and a plus before the
 * column keeps the indexes of the others out of it.
 */
export function doctorConditions(filter: DoctorFilter): SQL | undefined {
  const { status } = filter;
  const words = searchWords(filter.q).sort((a, b) => b.length - a.length);
  if (filter.q !== "" && words.length === 0) return sql`0`;

  const narrowing = [
    ...words.map((word) => (lead: boolean) => beginsTerm(column(doctors.id, lead), word)),
    ...anyOf(doctors.clinicId, filter.clinic),
    ...anyOf(doctors.cityId, filter.city),
    ...anyOf(doctors.specializationId, filter.specialization),
    ...anyOf(doctors.regionId, filter.region),
    ...anyOf(doctors.category, filter.category),
    ...anyOf(doctors.isActive, status === "active" ? [true] : status === "inactive" ? [false] : []),
  ];
  const archivedAt = column(doctors.archivedAt, words.length === 0);
  return and(
    ...narrowing.map((condition, index) => condition(index === 0)),
    // Not IS NOT NULL: SQLite takes that for nearly all rows and goes through everything.
    status === "archived" ? gt(archivedAt, 0) : isNull(archivedAt),
  );
}

const column = (of: AnySQLiteColumn, indexed: boolean): SQL => (indexed ? sql`${of}` : sql`+${of}`);

function anyOf(of: AnySQLiteColumn, values: readonly (string | boolean)[]) {
  if (values.length === 0) return [];
  const bound = values.map((value) => sql.param(value, of));
  return [
    (lead: boolean) =>
      bound.length === 1 && bound[0] ? eq(column(of, lead), bound[0]) : inArray(column(of, lead), bound),
  ];
}

const beginsTerm = (id: SQL, word: string) =>
  sql`${id} IN (SELECT ${doctorTerms.doctorId} FROM ${doctorTerms} WHERE ${doctorTerms.term} >= ${word} AND ${doctorTerms.term} < ${word + last})`;
