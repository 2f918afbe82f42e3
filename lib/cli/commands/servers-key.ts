import { z } from "zod";
import {
  cancelKeyRotation,
  describeKeys,
  type RotationStep,
  rotateSigningKey,
} from "@/lib/journeys/rotate-signing-key";
import { makeSigningKey } from "@/lib/signing-keys";
import { defineCommand } from "../command";

export const serversKey = defineCommand({
  name: "servers key",
  summary:
    "Print the public key that libSQL servers must know (--auth-jwt-key-file), or replace it step by step",
  options: [
    ["--rotate", "take the next step of replacing the key; each says what to do before the one after it"],
    ["--cancel", "forget the key that was to take its place"],
    ["--make", "print a private key for LIBSQL_SIGNING_KEY, where the environment holds it"],
  ],
  input: z
    .object({
      rotate: z.boolean().default(false),
      cancel: z.boolean().default(false),
      make: z.boolean().default(false),
    })
    .refine(({ rotate, cancel, make }) => [rotate, cancel, make].filter(Boolean).length <= 1, {
      path: ["rotate"],
      error: "goes neither with --cancel nor with --make",
    }),
  async run({ rotate, cancel, make }, { actor }): Promise<{ data: KeyAnswer; failed?: boolean }> {
    if (make) return { data: { what: "made", privateKey: makeSigningKey() } };
    if (cancel) await cancelKeyRotation(actor);
    if (!rotate) return { data: { what: "keys", ...describeKeys() } };
    const done = await rotateSigningKey(actor);
    return { data: { what: "rotated", ...done }, failed: done.waitingFor.length > 0 };
  },
  show: (answer) => {
    if (answer.what === "made") return answer.privateKey;
    if (answer.what === "keys") return answer.keyFile.trimEnd();
    const waiting = answer.waitingFor.map(({ server, why }) => `  ${server}: ${why}`);
    return [wordsOf(answer.step), ...waiting, "", answer.keyFile.trimEnd()].join("\n");
  },
});

type KeyAnswer =
  | { readonly what: "made"; readonly privateKey: string }
  | ({ readonly what: "keys" } & ReturnType<typeof describeKeys>)
  | ({ readonly what: "rotated" } & Awaited<ReturnType<typeof rotateSigningKey>>);

function wordsOf(step: RotationStep): string {
  switch (step) {
    case "staged":
      return "Another key was made. Write both of these into the key file of every libSQL server, restart it, and run this again:";
    case "not-everywhere":
      return "Not every server knows the new key yet, so nothing was changed. Write both of these into its key file, restart it, and run this again:";
    case "adopted":
      return "The new key signs from now on. Write it alone into the key file of every libSQL server, restart it, and run this again:";
    case "put-in-place":
      return "Every server knows the new key. Put LIBSQL_SIGNING_KEY_NEXT in the place of LIBSQL_SIGNING_KEY on every host and restart it; then write this alone into the servers' key files:";
    case "still-accepted":
      return "Not every server has let go of the former key. Write this alone into its key file, restart it, and run this again:";
    case "done":
      return "No server accepts the former key any more, and it is forgotten. This is the one that they know:";
  }
}
