import { expect, it } from "vitest";
import { optionalLines, optionalText, requiredText } from "./text";

it("takes away what nobody sees", () => {
  expect(requiredText(20).parse("  Bakı\u00a0 \tMərkəzi\u200b\u0000 ")).toBe("Bakı Mərkəzi");
  expect(requiredText(20).parse("S\u0327a\u0306")).toBe("Şă");
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
