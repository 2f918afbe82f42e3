import fc from "fast-check";
import { expect, it } from "vitest";
import { manyLines, oneLine, optionalLines, optionalText, requiredText } from "./text";

it("takes away what nobody sees", () => {
  expect(requiredText(20).parse("  Bakı\u00a0 \tMərkəzi\u200b\u0000 ")).toBe("Bakı Mərkəzi");
  expect(requiredText(20).parse("S\u0327a\u0306")).toBe("Şă");
});

it.each([
  ["turns of direction", "\u202eBakı\u2066\u2069\u061c"],
  ["soft hyphens, joiners and selectors", "Ba\u00adk\u200d\u034fı\ufe0f"],
  ["fillers and tags", "\u3164Bakı\u{e0042}\u{e007f}"],
])("takes away %s, which would make equal names unequal", (_, text) => {
  expect(oneLine(text)).toBe("Bakı");
  expect(manyLines(`${text}\n${text}`)).toBe("Bakı\nBakı");
});

it("refuses a name that shows nothing", () => {
  expect(requiredText(20).safeParse("\u2066\u00ad\u3164\u{e0041}").error?.issues[0]?.message).toBe(
    "errors.required",
  );
});

it("leaves one form of a text: once more changes nothing", () => {
  expect(oneLine("Bakı \u200b Mərkəzi")).toBe("Bakı Mərkəzi");
  expect(oneLine("S\u200b\u0327")).toBe("Ş");
  const parts = fc.constantFrom(..."aSı \t\n\u200b\u2066\u00ad\u0327\u0306\u2028");
  const texts = fc.oneof(fc.string({ unit: parts }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(texts, (text) => {
      for (const clean of [oneLine, manyLines]) expect(clean(clean(text))).toBe(clean(text));
      expect(oneLine(text)).not.toMatch(/\s{2}/u);
    }),
  );
});

it("counts only what stays", () => {
  expect(requiredText(3).parse(" abc ")).toBe("abc");
  expect(requiredText(3).safeParse("abcd").error?.issues[0]?.message).toBe("errors.tooLong");
  expect(requiredText(3).safeParse(" \u200b ").error?.issues[0]?.message).toBe("errors.required");
});

it("keeps the lines of a note", () => {
  expect(optionalLines(50).parse("a \r\nb\u200b\n\n c\n")).toBe("a\nb\n\n c");
  expect(optionalLines(50).parse("\n \n")).toBeNull();
  expect(optionalText(50).parse(undefined)).toBeNull();
});
