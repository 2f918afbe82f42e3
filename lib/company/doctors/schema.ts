import { z } from "zod";
import { doctorCategories, genders } from "@/drizzle/tenant/schema";
import { optionalEmailSchema } from "@/lib/domain/email";
import { chosenId, openedVersion, ticked } from "@/lib/domain/form-fields";
import { optionalPhoneSchema } from "@/lib/domain/phone";
import { optional, optionalLines, requiredText } from "@/lib/domain/text";

const choice = <const T extends readonly string[]>(values: T) =>
  optional(z.enum(values, { error: "errors.choose" }));

export const doctorInput = z.object({
  firstName: requiredText(100),
  lastName: requiredText(100),
  phone: optionalPhoneSchema,
  email: optionalEmailSchema,
  gender: choice(genders),
  category: choice(doctorCategories),
  specializationId: chosenId,
  regionId: chosenId,
  cityId: chosenId,
  clinicId: optional(chosenId),
  isActive: ticked,
  notes: optionalLines(2000),
});
export type DoctorInput = z.output<typeof doctorInput>;

export const doctorEdit = doctorInput.extend({
  id: z.string(),
  version: openedVersion,
});
export type DoctorEdit = z.output<typeof doctorEdit>;

/** Into the archive or out of it: the doctors somebody ticked in a list; a form sends a single one as a text. */
export const doctorMove = z.object({
  to: z.enum(["archive", "list"]),
  ids: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(chosenId, { error: "errors.choose" }).min(1, "errors.choose").max(100, "errors.choose"),
  ),
});
export type DoctorMove = z.output<typeof doctorMove>;
