import { expect, it } from "vitest";
import { queryName, writeName } from "./query-name";

it.each([
  [
    'select "id" from "doctors" left join "cities" on 1 where "x" = ?',
    /^select doctors, cities #[0-9a-f]{6}$/,
  ],
  ['insert into "audit_events" ("id") values (?)', /^insert audit_events #/],
  ['update "jobs" set "state" = ?', /^update jobs #/],
  ['delete from "sessions" where 1', /^delete sessions #/],
  ["SELECT 'Aysel Məmmədova'", /^select #[0-9a-f]{6}$/],
  ["", /^query #/],
])("names %s by what it does", (sql, name) => {
  expect(queryName(sql)).toMatch(name);
});

it("is the same for however many values, and another for another query", () => {
  const named = (list: string) => queryName(`select 1 from "a" where "b" in ${list}`);
  expect(named("(?, ?, ?)")).toBe(named("(?)"));
  expect(named("(?)")).not.toBe(queryName('select 2 from "a" where "b" in (?)'));
});

it("a write is named by what it changed, else by what it read", () => {
  const read = 'select "one" from "identity"';
  const changes = ['insert into "doctors" values (?)', 'insert into "audit_events" values (?)'];
  expect(writeName([read, ...changes, changes[0] ?? ""])).toBe("insert doctors + insert audit_events");
  expect(writeName([read])).toBe("select identity");
  expect(writeName([])).toBe("nothing yet");
});
