"use server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { currentBrowser, giveSession } from "@/lib/auth/browser-session";
import { setUpMasterAdmin } from "@/lib/auth/set-up-master-admin";
import { masterAdminSchema } from "@/lib/master/setup/schema";

const schema = z.intersection(masterAdminSchema, z.object({ setupToken: z.string() }));

export const createMasterAdminAction = publicAction(
  schema,
  async ({ locale, now }, input) => {
    await giveSession(await setUpMasterAdmin(input, await currentBrowser(), locale, now), locale);
  },
  // Before anything else: without it a master admin opens nothing.
  () => "/second-factor",
);
