import { z } from "zod";

/** A name to sign in with: Latin letters, digits, dot, hyphen, underscore; never an @, which tells it from an email. */
export const usernameSchema = z
  .string({ error: "errors.required" })
  .trim()
  .toLowerCase()
  .min(1, "errors.required")
  .max(40, "errors.tooLong")
  .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/, "errors.username.invalid")
  .min(3, "errors.tooShort");
