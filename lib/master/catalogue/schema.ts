import { z } from "zod";
import { fold } from "@/lib/domain/folding";
import { chosenId, openedVersion } from "@/lib/domain/form-fields";
import { optional, requiredText } from "@/lib/domain/text";
import type { CatalogueValues } from "./columns";
import { catalogueKinds } from "./kinds";

/** Compared without case and marks, so something must be left to compare. */
const name = requiredText(120).refine((text) => fold(text) !== "", "errors.invalid");
const names = { nameAz: name, nameEn: name, nameRu: name };

/** Typed in any case; the output is in upper case. As long as companies may write one: they get the row and edit it. */
const code = z
  .string({ error: "errors.required" })
  .trim()
  .toUpperCase()
  .min(1, "errors.required")
  .regex(/^[A-Z0-9_]{2,10}$/, "errors.code.invalid");

/** ISO 3166-2; a region that the standard does not list has none. */
const isoCode = optional(
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^AZ-[A-Z]{2,3}$/, "errors.isoCode"),
);

const region = z.object({ kind: z.literal("region"), ...names, code, isoCode });
const city = z.object({ kind: z.literal("city"), ...names, code, regionId: chosenId });
const clinic = z.object({ kind: z.literal("clinic"), ...names, code, cityId: chosenId });
const specialization = z.object({ kind: z.literal("specialization"), ...names, code });

/** What a form for a new row of any kind says. */
export const catalogueInput = z.discriminatedUnion("kind", [region, city, clinic, specialization]);
export type CatalogueInput = z.output<typeof catalogueInput>;

const edited = { id: z.string(), version: openedVersion };

export const catalogueEdit = z.discriminatedUnion("kind", [
  region.extend(edited),
  city.extend(edited),
  clinic.extend(edited),
  specialization.extend(edited),
]);
export type CatalogueEdit = z.output<typeof catalogueEdit>;

/** Which row is archived or restored. */
export const catalogueTarget = z.object({ kind: z.enum(catalogueKinds), id: z.string() });
export type CatalogueTarget = z.output<typeof catalogueTarget>;

/** A form in one shape. */
export function valuesOf(input: CatalogueInput): CatalogueValues {
  return {
    code: input.code,
    isoCode: input.kind === "region" ? input.isoCode : null,
    parentId: input.kind === "city" ? input.regionId : input.kind === "clinic" ? input.cityId : null,
    nameAz: input.nameAz,
    nameEn: input.nameEn,
    nameRu: input.nameRu,
  };
}
