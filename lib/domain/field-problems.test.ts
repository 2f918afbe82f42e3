import { expect, it } from "vitest";
import { z } from "zod";
import { fieldProblems } from "./field-problems";
import { requiredText } from "./text";

const schema = z.object({
  name: requiredText(3),
  age: z.number(),
  plan: z.enum(["a", "b"]),
  inner: z.object({ x: z.string().min(2) }),
});

it("gives each field its first problem, as a message and what fills it", () => {
  const { error } = schema.safeParse({ name: "abcd", plan: "c", inner: { x: "" } });
  expect(error && fieldProblems(error)).toEqual({
    name: { message: "errors.tooLong", params: { maximum: 3 } },
    age: { message: "errors.required", params: {} },
    plan: { message: "errors.choose", params: {} },
    "inner.x": { message: "errors.tooShort", params: { minimum: 2 } },
  });
});
