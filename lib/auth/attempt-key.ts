import { createHmac } from "node:crypto";
import type { Attempt } from "@/lib/master/sessions/sign-in-throttle";
import { foldIdentifier } from "@/lib/master/users/find-user";
import { addressBucket } from "./client-address";
import { derivedKey } from "./session-token";

/** How an attempt is counted. The account is a keyed hash of what was typed: the table never names who was tried. */
export function attemptKey(
  kind: "sign-in" | "registration" | "second-factor" | "access-link" | "member",
  account: string,
  address: string | null,
): Attempt {
  const hash = createHmac("sha256", derivedKey("sign-in-log")).update(`${kind}\n${foldIdentifier(account)}`);
  const place = addressBucket(address);
  return { account: hash.digest("base64url"), address: kind === "sign-in" ? place : `${kind} ${place}` };
}
