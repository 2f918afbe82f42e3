import { z } from "zod";

/** Control and invisible formatting characters: they come in by copy and paste and make equal names unequal. */
const invisible = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu;

/** One line of text as people mean it: visible characters, single spaces, none at the ends. */
export function oneLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").replace(invisible, "").trim();
}

/** Several lines, with the line ends of one kind and no spaces before them. */
export function manyLines(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/\t/g, " ").replace(invisible, "").trimEnd())
    .join("\n")
    .trim();
}

/** A text that must be there, such as a name. */
export const requiredText = (max: number) =>
  z
    .string({ error: "errors.required" })
    .transform(oneLine)
    .pipe(z.string().min(1, "errors.required").max(max, "errors.tooLong"));

/** A text that may be left out; empty becomes null. */
export const optionalText = (max: number) =>
  optional(z.string().transform(oneLine).pipe(z.string().max(max, "errors.tooLong")));

/** Like `optionalText`, over several lines. */
export const optionalLines = (max: number) =>
  optional(z.string().transform(manyLines).pipe(z.string().max(max, "errors.tooLong")));

/** A field that may be left empty: forms send an empty text for it, which becomes null. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (value) => (value === undefined || (typeof value === "string" && oneLine(value) === "") ? null : value),
    schema.nullable(),
  );
}
