"use server";
import { z } from "zod";
import { publicAction } from "@/lib/actions/public-action";
import { currentBrowser, giveSession } from "@/lib/auth/browser-session";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { startSession } from "@/lib/master/sessions/start-session";
import { createMasterAdmin } from "@/lib/master/setup/create-master-admin";
import { masterAdminSchema } from "@/lib/master/setup/schema";
import { redeemSetupToken } from "@/lib/master/setup/setup-token";
import { hashPassword } from "@/lib/master/users/password";

const schema = z.intersection(masterAdminSchema, z.object({ setupToken: z.string() }));

export const createMasterAdminAction = publicAction(
  schema,
  async ({ request, locale, now }, { setupToken, password, ...person }) => {
    const passwordHash = await hashPassword(password);
    const browser = await currentBrowser();
    const actor = {
      id: null,
      name: fullName(person),
      address: request.address,
      requestId: request.requestId,
    };
    const session = await write(await openMaster(), actor, async (tx) => {
      await redeemSetupToken(tx, setupToken, now);
      const user = await createMasterAdmin(tx, { ...person, passwordHash, locale }, now);
      return startSession(tx, { user: { ...user, username: person.username }, ...browser }, now);
    });
    await giveSession(session, locale);
  },
  () => "/master-admin",
);
