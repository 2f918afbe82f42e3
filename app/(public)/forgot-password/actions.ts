"use server";
import { headers } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { forgotPassword } from "@/lib/auth/forgot-password";
import { certainAddress } from "@/lib/auth/own-address";
import { openMaster } from "@/lib/databases";
import { log } from "@/lib/log";

export const forgotPasswordAction = publicAction(
  z.object({ identifier: z.string({ error: "errors.required" }).max(254, "errors.tooLong") }),
  async ({ request, now }, { identifier }) => {
    const baseUrl = certainAddress(await headers());
    const send = await forgotPassword(await openMaster(), { identifier, baseUrl }, request, now);
    // Later: how long it takes tells whether there is such an account.
    after(() => send().catch((err) => log(request).error({ err }, "An access link was not sent.")));
  },
  () => "/forgot-password/sent",
);
