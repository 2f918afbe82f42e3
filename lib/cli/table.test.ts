import { describe, expect, it } from "vitest";
import { bytes, instant, table } from "./table";

describe("tables", () => {
  it("line up texts to the left and numbers to the right", () => {
    expect(
      table(
        ["Şəhər", "n"],
        [
          ["Bakı", 3],
          ["Sumqayıt", 1200],
        ],
      ),
    ).toBe("Şəhər        n\n────────  ────\nBakı         3\nSumqayıt  1200");
  });

  it("show nothing as a dash and keep control characters from the terminal", () => {
    expect(table(["a", "b"], [[null, "x\u001b[31m\ny"]])).toBe("a  b\n─  ────────\n–  x [31m y");
  });
});

it("sizes are given in the unit that people would choose", () => {
  expect([null, 0, 1023, 1536, 5 * 1024 ** 3].map(bytes)).toEqual(["–", "0 B", "1023 B", "1.5 KB", "5.0 GB"]);
});

it("moments are given to the second, in UTC", () => {
  expect([null, Date.UTC(2026, 10, 21, 9, 5)].map(instant)).toEqual(["–", "2026-11-21 09:05:00 UTC"]);
});
