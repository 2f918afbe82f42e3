import { z } from "zod";

/**
 * Control characters and all that Unicode gives no form of their own, among them those that turn the direction of what
 * follows: they come in by copy and paste, or so that one name looks like another, and make equal names unequal.
 */
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** One line of text as people mean it: visible characters, single spaces, none at the ends. */
export function oneLine(text: string): string {
  const visible = text.replace(/\s+/gu, " ").replace(invisible, "");
  // Only now: what stood between two spaces, or a letter and its mark, is gone.
  return visible.normalize("NFC").replace(/ {2,}/g, " ").trim();
}

/** Several lines, with the line ends of one kind and no spaces before them. */
export function manyLines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => line.replace(/\t/g, " ").replace(invisible, "").trimEnd())
    .join("\n")
    .normalize("NFC")
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
