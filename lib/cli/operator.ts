import type { Actor } from "@/lib/databases";

/** Whoever works at the machine itself: no user of ours, so the audit names the account of the operating system. */
export function operatorActor(account: string): Actor {
  return { id: null, name: `Operator (${account})`, address: null, requestId: null };
}
