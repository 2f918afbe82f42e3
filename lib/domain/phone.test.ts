import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { describe, expect, it } from "vitest";
import { formatPhone, optionalPhoneSchema, parsePhone, phoneSchema } from "./phone";

describe("parsePhone", () => {
  it.each([
    "+994501234567",
    "+994 50 123 45 67",
    "00994501234567",
    "0501234567",
    "050 123-45-67",
    "(050) 123 45 67",
    "50 123 45 67",
  ])("reads %s", (text) => expect(parsePhone(text)).toEqual({ ok: true, phone: "+994501234567" }));

  it("reads numbers of other countries with their code", () => {
    expect(parsePhone("+90 212 123 45 67")).toEqual({ ok: true, phone: "+902121234567" });
    expect(parsePhone("8 495 123-45-67", "RU")).toEqual({ ok: true, phone: "+74951234567" });
  });

  it.each([
    ["+994 50 212", "tooShort"],
    ["050", "tooShort"],
    ["+994 50 123 45 67 89", "tooLong"],
    ["+999 1234 5678", "invalid"],
    ["+994 00 000 00 00", "invalid"],
    ["telefon", "invalid"],
    ["050 123 45 67 daxili 12", "invalid"],
    ["0501234567, 0551234567", "invalid"],
  ])("says what is wrong with %s", (text, problem) =>
    expect(parsePhone(text)).toEqual({ ok: false, problem }),
  );

  it("gives E.164 or a problem, whatever is typed, and reads its own output", () => {
    const typed = fc.string({ unit: fc.constantFrom(..."0123456789+-() .ext,;əИ"), maxLength: 24 });
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parsePhone(text);
        if (!parsed.ok) return true;
        return /^\+[1-9]\d{6,14}$/.test(parsed.phone) && formatPhone(parsed.phone).startsWith("+");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("formatPhone", () => {
  it("writes a number in the international form", () =>
    expect(formatPhone("+994501234567")).toBe("+994 50 123 45 67"));
  it("writes usual numbers as the library does", () =>
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (digits) => {
        const phone = `+994${digits}`;
        expect(formatPhone(phone)).toBe(parsePhoneNumberFromString(phone)?.formatInternational());
      }),
      { numRuns: 2_000 },
    ));
  it("leaves what is no number alone", () => expect(formatPhone("?")).toBe("?"));
});

describe("schemas", () => {
  it("name the message for each problem", () => {
    const message = (text: string) => phoneSchema.safeParse(text).error?.issues[0]?.message;
    expect(message("")).toBe("errors.required");
    expect(message("+994 50 212")).toBe("errors.phone.tooShort");
    expect(message("+994 50 123 45 67 89")).toBe("errors.phone.tooLong");
    expect(message("abc")).toBe("errors.phone.invalid");
  });

  it("an optional number may be empty", () => {
    expect(optionalPhoneSchema.parse("  ")).toBeNull();
    expect(optionalPhoneSchema.parse(undefined)).toBeNull();
    expect(optionalPhoneSchema.parse("050 123 45 67")).toBe("+994501234567");
    expect(optionalPhoneSchema.safeParse("050").success).toBe(false);
  });
});
