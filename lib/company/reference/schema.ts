import { z } from "zod";
import { fold } from "@/lib/domain/folding";
import { chosenId, openedVersion } from "@/lib/domain/form-fields";
import { optionalPhoneSchema } from "@/lib/domain/phone";
import { optionalText, requiredText } from "@/lib/domain/text";
import { referenceKinds } from "./kinds";

const names = {
  /** Compared without case and marks, so something must be left to compare. */
  name: requiredText(120).refine((name) => fold(name) !== "", "errors.invalid"),
  nameEn: optionalText(120),
  nameRu: optionalText(120),
};

/** Typed in any case; the output is in upper case. */
const code = z
  .string({ error: "errors.required" })
  .trim()
  .toUpperCase()
  .min(1, "errors.required")
  .regex(/^[A-Z0-9_]{2,10}$/, "errors.code.invalid");

const region = z.object({ kind: z.literal("region"), ...names, code });
const city = z.object({ kind: z.literal("city"), ...names, regionId: chosenId });
const clinic = z.object({
  kind: z.literal("clinic"),
  ...names,
  cityId: chosenId,
  address: optionalText(200),
  phone: optionalPhoneSchema,
});
const specialization = z.object({ kind: z.literal("specialization"), ...names, code });

/** What a form for a new row of any kind says. */
export const referenceInput = z.discriminatedUnion("kind", [region, city, clinic, specialization]);
export type ReferenceInput = z.output<typeof referenceInput>;

const edited = {
  id: z.string(),
  version: openedVersion,
};

export const referenceEdit = z.discriminatedUnion("kind", [
  region.extend(edited),
  city.extend(edited),
  clinic.extend(edited),
  specialization.extend(edited),
]);
export type ReferenceEdit = z.output<typeof referenceEdit>;

/** Which row is archived, restored or deleted. */
export const referenceTarget = z.object({
  kind: z.enum(referenceKinds),
  id: z.string(),
});
export type ReferenceTarget = z.output<typeof referenceTarget>;
