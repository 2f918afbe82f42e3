"use server";
import { z } from "zod";
import { personalAction } from "@/lib/actions/personal-action";
import { changeOwnPassword } from "@/lib/auth/change-own-password";
import { passwordSchema } from "@/lib/master/users/password-schema";

const passwordChange = z.object({
  currentPassword: z.string({ error: "errors.required" }),
  password: passwordSchema,
});

export const changePasswordAction = personalAction(
  passwordChange,
  ({ session, master, request, now }, input) => changeOwnPassword(master, session, input, request, now),
);
