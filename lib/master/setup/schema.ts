import { z } from "zod";
import { emailSchema } from "@/lib/domain/email";
import { requiredText } from "@/lib/domain/text";
import { passwordSchema, refuseWeakPassword } from "../users/password-schema";
import { usernameSchema } from "../users/username";

/** What the first master admin says of themselves. */
export const masterAdminSchema = z
  .object({
    firstName: requiredText(60),
    lastName: requiredText(60),
    username: usernameSchema,
    email: emailSchema,
    password: passwordSchema,
  })
  .superRefine(refuseWeakPassword);
