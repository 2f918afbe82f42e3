import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { forgiveAttempts, reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { type StartedSession, startSession } from "@/lib/master/sessions/start-session";
import { findAccount } from "@/lib/master/users/find-user";
import { verifyPassword } from "@/lib/master/users/password";
import { attemptKey } from "./attempt-key";

export interface Credentials {
  /** A username or an email. */
  readonly identifier: string;
  readonly password: string;
}

/** The browser that asks. */
export interface Browser {
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** The session its cookie named until now. */
  readonly replaces: string | null;
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export type SignInResult =
  | { readonly session: StartedSession; readonly account: Account }
  | { readonly refused: "wrong" }
  | { readonly refused: "throttled"; readonly waitSeconds: number };

/**
 * Checks who somebody is and starts a session. What is wrong is not told, and takes the same path and time: an unknown
 * name, a wrong password, a locked account. However it is named, an account has one count of failures.
 */
export async function signIn(
  master: MasterDb,
  { identifier, password }: Credentials,
  browser: Browser,
  now: Date,
): Promise<SignInResult> {
  const account = await findAccount(master, identifier);
  const attempt = attemptKey("sign-in", account?.id ?? identifier, browser.address);
  const reservation = await write(master, stranger(browser), (tx) => reserveAttempt(tx, attempt, now));
  if ("waitSeconds" in reservation) return { refused: "throttled", waitSeconds: reservation.waitSeconds };
  const matches = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !matches) return { refused: "wrong" };
  const actor = { ...stranger(browser), id: account.id, name: fullName(account) };
  return write(master, actor, async (tx) => {
    if (!(await isCurrent(tx, account))) return { refused: "wrong" };
    await forgiveAttempts(tx, attempt.account);
    return { session: await startSession(tx, { user: account, ...browser }, now), account };
  });
}

/** Nothing happened while the password was checked: the account is open and has this password still. */
export async function isCurrent(tx: MasterTx, account: Account): Promise<boolean> {
  const [row] = await tx
    .select({ state: users.state, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, account.id));
  return row?.state === "active" && row.passwordHash === account.passwordHash;
}

const stranger = (browser: Browser): Actor => ({
  id: null,
  name: "–",
  address: browser.address,
  requestId: browser.requestId,
});
