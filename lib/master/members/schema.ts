import { z } from "zod";
import { roles } from "@/drizzle/master/schema/states";
import { emailSchema } from "@/lib/domain/email";

const role = z.enum(roles, { error: "errors.choose" });
const userId = z.string({ error: "errors.required" });
const version = z.coerce.number({ error: "errors.invalid" }).int("errors.invalid");

/** What a company's forms say of its members. */
export const newMember = z.object({ email: emailSchema, role });
export const memberRole = z.object({ userId, role, version });
export const memberRemoval = z.object({ userId });
