import { expect, it } from "vitest";
import { emailSchema, optionalEmailSchema } from "./email";

it("keeps an address in lower case without spaces around it", () => {
  expect(emailSchema.parse("  Aysel.M@Klinika.AZ ")).toBe("aysel.m@klinika.az");
});

it.each(["aysel", "aysel@", "@klinika.az", "a b@klinika.az", "aysel@klinika", "ısmayıl@klinika.az"])(
  "refuses %s",
  (text) => {
    expect(emailSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([
      "errors.email.invalid",
    ]);
  },
);

it("says once that an empty one is missing", () => {
  expect(emailSchema.safeParse(" ").error?.issues.map((issue) => issue.message)).toEqual(["errors.required"]);
  expect(optionalEmailSchema.parse("")).toBeNull();
});

it("refuses one that no server would deliver", () => {
  expect(emailSchema.safeParse(`${"a".repeat(250)}@b.az`).error?.issues[0]?.message).toBe("errors.tooLong");
});
