import { type Actor, type MasterDb, write } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { sendAccessLink } from "@/lib/journeys/send-access-link";
import { reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { findAccount } from "@/lib/master/users/find-user";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts } from "./errors";

/** Nobody's mailbox is filled by others, and no list of names is tried. */
const allowed = { account: 3, address: 20 };

interface ForgotPassword {
  /** A username or an email, as typed. */
  readonly identifier: string;
  /** From `certainAddress`. */
  readonly baseUrl: string | null;
}

/**
 * Counts the request, and hands out the work that sends the link. Known or not is not told: what depends on it is done
 * in that work, after the answer went out, and however they are named, all are counted the same.
 * @throws TooManyAttempts; DomainError `addressUnknown` when the operator did not say where we are
 */
export async function forgotPassword(
  master: MasterDb,
  { identifier, baseUrl }: ForgotPassword,
  { address, requestId }: { address: string | null; requestId: string | null },
  now: Date,
): Promise<() => Promise<void>> {
  if (baseUrl === null) throw new DomainError("addressUnknown");
  const account = await findAccount(master, identifier);
  const stranger: Actor = { id: null, name: "–", address, requestId };
  const attempt = attemptKey("access-link", account?.id ?? identifier, address);
  const reservation = await write(master, stranger, (tx) => reserveAttempt(tx, attempt, now, allowed));
  if ("waitSeconds" in reservation) throw new TooManyAttempts(reservation.waitSeconds);
  return async () => {
    if (account?.state !== "active") return;
    const createdBy = { ...stranger, id: account.id, name: fullName(account) };
    await sendAccessLink(master, { userId: account.id, createdBy }, now, baseUrl);
  };
}
