import { expect, it } from "vitest";
import { auditQuery, isAuditFiltered, parseAuditFilter } from "./audit-filter";
import { searchOf } from "./audit-search";
import { foldedGlob } from "./folded-glob";
import { fold } from "./folding";

it("reads what an address says and writes the same again", () => {
  const query = {
    q: "aysel",
    group: ["doctor"],
    impersonated: "1",
    from: "2026-11-05",
    before: "7",
    size: "25",
  };
  expect(auditQuery(parseAuditFilter(query))).toEqual(query);
  expect(auditQuery(parseAuditFilter({}))).toEqual({});
});

it("leaves out what it does not understand", () => {
  const filter = parseAuditFilter({
    group: ["doctor", "'; DROP", "doctor"],
    action: "doctor",
    from: "2026-13-01",
    before: "-4",
    after: "x",
    size: "7",
  });
  expect(auditQuery(filter)).toEqual({ group: ["doctor"] });
});

it("does not count the place in the log as a filter", () => {
  expect(isAuditFiltered(parseAuditFilter({ before: "7", size: "25" }))).toBe(false);
  expect(isAuditFiltered(parseAuditFilter({ impersonated: "1" }))).toBe(true);
});

it("takes days as they are in the reader's zone, the last one to its end", () => {
  const search = searchOf(parseAuditFilter({ from: "05.11.2026", to: "2026-11-05" }), "Asia/Baku");
  expect(search.from).toBe(Date.UTC(2026, 10, 4, 20));
  expect(search.to).toBe(Date.UTC(2026, 10, 5, 20));
});

it("looks for a named action rather than for its whole group", () => {
  const search = searchOf(parseAuditFilter({ group: "doctor", action: "doctor.added" }), "UTC");
  expect(search).toMatchObject({ groups: [], actions: ["doctor.added"] });
});

it.each(["Sumqayıt", "İSMAYIL", "Şəki", "Ёлкин", "Gəncə"])("finds %s by its folded form", (name) => {
  const classes = [
    ...foldedGlob(fold(name))
      .slice(1, -1)
      .matchAll(/\[([^\]]+)\]/g),
  ].map((found) => found[1] ?? "");
  expect([...name].every((letter, index) => classes[index]?.includes(letter))).toBe(true);
});
