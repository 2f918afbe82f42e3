import { expect, it } from "vitest";
import { icuShape } from "./icu-shape";

it("finds arguments, also inside the forms of a plural", () => {
  const shape = icuShape(
    "{who} has {count, plural, one {# doctor in {place}} other {# doctors in {place}}} <b>now</b>",
  );
  expect([...shape.args].sort()).toEqual(["<b>", "count", "place", "who"]);
  expect(shape.plurals).toEqual([["one", "other"]]);
});

it("finds a plural inside a select, and leaves quoted braces alone", () => {
  const shape = icuShape(
    "{kind, select, a {x} other {{n, plural, one {1} few {2} many {5} other {#}}}} '{no}' it''s",
  );
  expect([...shape.args].sort()).toEqual(["kind", "n"]);
  expect(shape.plurals).toEqual([["one", "few", "many", "other"]]);
});
