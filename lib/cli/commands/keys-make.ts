import { z } from "zod";
import { nextKek } from "@/lib/databases";
import { secrets } from "@/lib/secrets";
import { defineCommand } from "../command";

export const keysMake = defineCommand({
  name: "keys make",
  summary:
    "Print a key-encryption key for KEY_ENCRYPTION_KEY_NEXT, where the environment holds the current one",
  place: "alone",
  input: z.object({}),
  async run() {
    return { data: { keyEncryptionKey: nextKek(secrets().keyEncryption) } };
  },
  show: ({ keyEncryptionKey }) => keyEncryptionKey,
});
