"use server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { choosePassword } from "@/lib/auth/choose-password";
import { openMaster } from "@/lib/databases";
import { passwordSchema } from "@/lib/master/users/password-schema";

export const choosePasswordAction = publicAction(
  z.object({ accessToken: z.string().max(100), password: passwordSchema }),
  async ({ request, now }, input) => choosePassword(await openMaster(), input, request, now),
  () => "/login?done=passwordChosen",
);
