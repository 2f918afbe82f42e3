import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { beginSecondFactor } from "@/lib/master/second-factor/begin-second-factor";
import { confirmSecondFactor } from "@/lib/master/second-factor/confirm-second-factor";
import { newRecoveryCodes } from "@/lib/master/second-factor/recovery-codes";
import { newTotpSecret, totpUri } from "@/lib/master/second-factor/totp";
import { createMasterAdmin } from "@/lib/master/setup/create-master-admin";
import { hashPassword } from "@/lib/master/users/password";

export interface DemoMasterAdmin {
  readonly username: string;
  readonly email: string;
  /** How to sign in; known only when they were made just now. */
  readonly made: {
    readonly password: string;
    /** For an authenticator app, in base32 and as it reads it. */
    readonly secret: string;
    readonly uri: string;
    readonly recoveryCodes: readonly string[];
  } | null;
}

const person = {
  username: "demo.operator",
  email: "demo.operator@medadmin.example",
  firstName: "Demo",
  lastName: "Operator",
  locale: "en",
} as const;

/**
 * Makes somebody who runs the platform, for looking around. Unlike those of the demo companies their password is not
 * known: who has it, and the secret, reaches every company. Made once; what it takes to sign in is told then.
 * @param seal how this installation seals secrets, and for whom
 */
export async function makeDemoMasterAdmin(
  master: MasterDb,
  operator: Actor,
  seal: (secret: string, userId: string) => string,
  now: Date,
): Promise<DemoMasterAdmin> {
  const { username, email } = person;
  if ((await master.$count(users, eq(users.username, username))) > 0) return { username, email, made: null };
  const password = Array.from({ length: 4 }, () =>
    randomInt(36 ** 4)
      .toString(36)
      .padStart(4, "0"),
  ).join("-");
  const passwordHash = await hashPassword(password);
  const secret = newTotpSecret();
  const codes = newRecoveryCodes();
  await write(master, operator, async (tx) => {
    const { id } = await createMasterAdmin(tx, { ...person, passwordHash }, now);
    const sealedSecret = seal(secret, id);
    await beginSecondFactor(tx, { userId: id, sealedSecret, instead: null });
    const user = { id, name: "Demo Operator" };
    await confirmSecondFactor(tx, { user, begun: sealedSecret, sealedSecret, step: 0, codes }, now);
  });
  return { username, email, made: { password, secret, uri: totpUri(secret, email), recoveryCodes: codes } };
}
