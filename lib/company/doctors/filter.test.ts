import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { type Query, queryOf } from "@/lib/domain/list-query";
import { doctorQuery, isFiltered, parseDoctorFilter } from "./filter";

const plain = parseDoctorFilter({});

describe("a filter read from an address", () => {
  it("is everyone who is not archived, by name, 25 at a time, when nothing is asked", () => {
    expect(plain).toEqual({
      q: "",
      region: [],
      city: [],
      clinic: [],
      specialization: [],
      category: [],
      status: null,
      sort: "name",
      descending: false,
      page: 1,
      size: 25,
      columns: ["specialization", "region", "clinic", "category", "phone", "status"],
    });
    expect(isFiltered(plain)).toBe(false);
  });

  it("takes several values of one parameter", () => {
    const [a, b] = [newId(), newId()];
    expect(parseDoctorFilter({ region: [b, a, b], category: ["C", "A"] })).toMatchObject({
      region: [a, b].sort(),
      category: ["A", "C"],
    });
  });

  it("falls back where it does not understand", () => {
    const garbage = {
      q: ["", "x"],
      region: "bakı",
      city: "' OR 1=1 --",
      category: ["D", "a"],
      status: "deleted",
      sort: "-__proto__",
      page: "-3",
      size: "1000",
    };
    expect(parseDoctorFilter(garbage)).toEqual(plain);
    expect(parseDoctorFilter({ page: "1e9", size: "NaN", sort: "--name" })).toEqual(plain);
  });

  it("never throws, and its own address means the same again", () => {
    const value = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
    const names = [
      "q",
      "region",
      "city",
      "clinic",
      "specialization",
      "category",
      "status",
      "sort",
      "page",
      "size",
      "column",
    ];
    const query = fc.dictionary(fc.constantFrom(...names), value) as fc.Arbitrary<Query>;
    fc.assert(
      fc.property(query, (asked) => {
        const filter = parseDoctorFilter(asked);
        expect(parseDoctorFilter(doctorQuery(filter))).toEqual(filter);
      }),
    );
  });

  it("has one address for each meaning", () => {
    expect(doctorQuery(plain)).toEqual({});
    const id = newId();
    const filter = parseDoctorFilter({
      sort: "-created",
      page: "2",
      size: "50",
      city: id,
      status: "archived",
      column: ["status", "city", "x"],
    });
    expect(doctorQuery(filter)).toEqual({
      sort: "-created",
      page: "2",
      size: "50",
      city: [id],
      status: "archived",
      column: ["city", "status"],
    });
  });

  it("reads an address that nobody took apart", () => {
    const id = newId();
    expect(
      parseDoctorFilter(queryOf(new URLSearchParams(`q=əli&region=${id}&category=A&category=B`))),
    ).toMatchObject({ q: "əli", region: [id], category: ["A", "B"] });
  });
});
