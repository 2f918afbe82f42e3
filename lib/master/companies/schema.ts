import { z } from "zod";
import { optionalCompanyCodeSchema } from "@/lib/domain/company-code";
import { emailSchema } from "@/lib/domain/email";
import { openedVersion, ticked } from "@/lib/domain/form-fields";
import { isId } from "@/lib/domain/id";
import { phoneSchema } from "@/lib/domain/phone";
import { manyLines, oneLine, optionalText, requiredText } from "@/lib/domain/text";
import { companyEntry } from "@/lib/master/impersonations/schema";

/** Of a form that is only a button. */
export const nothing = z.object({});

/** The company that a form of an operator is about. */
export const aboutCompany = z.object({ companyId: z.string().refine(isId, "errors.invalid") });

const openedCompany = aboutCompany.extend({ version: openedVersion });

export const suspendCompanyInput = openedCompany.extend({ reason: companyEntry.shape.reason });
export type SuspendCompany = z.output<typeof suspendCompanyInput>;

export const resumeCompanyInput = openedCompany.extend({ note: optionalText(300) });
export type ResumeCompany = z.output<typeof resumeCompanyInput>;

export const editCompanyInput = openedCompany.extend({
  name: requiredText(120),
  email: emailSchema,
  phone: phoneSchema,
  code: optionalCompanyCodeSchema,
});
export type EditCompany = z.output<typeof editCompanyInput>;

export const ownerAccessInput = aboutCompany.extend({
  userId: z.string({ error: "errors.choose" }).refine(isId, "errors.choose"),
  /** Also signs them out everywhere. */
  endSessions: ticked,
});
export type OwnerAccess = z.output<typeof ownerAccessInput>;

export const addNoteInput = aboutCompany.extend({
  text: z
    .string({ error: "errors.required" })
    .transform(manyLines)
    .pipe(
      z
        .string()
        .refine((text) => oneLine(text) !== "", "errors.required")
        .max(4000, "errors.tooLong"),
    ),
});
export type AddNote = z.output<typeof addNoteInput>;

export const deleteNoteInput = aboutCompany.extend({ noteId: z.string().refine(isId, "errors.invalid") });
export type DeleteNote = z.output<typeof deleteNoteInput>;
