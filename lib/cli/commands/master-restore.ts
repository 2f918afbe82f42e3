import { z } from "zod";
import { restoreMaster } from "@/lib/databases";
import { env } from "@/lib/env";
import { secrets } from "@/lib/secrets";
import { defineCommand } from "../command";

export const masterRestore = defineCommand({
  name: "master restore",
  summary: "Put a backup in the place of the master database, while nothing runs",
  options: [
    ["--backup <id>", "which one (default: latest)"],
    ["--keyring", "take the keyring out of the backup too, though there is one"],
    ["--yes", "replace what is there; it is kept in backups/replaced"],
  ],
  place: "alone",
  input: z.object({
    backup: z.string().default("latest"),
    keyring: z.boolean().default(false),
    yes: z.literal(true, { error: "is missing: this replaces the master database" }),
  }),
  async run({ backup, keyring }, { actor, now }) {
    const { dataDir } = env();
    const kek = secrets().keyEncryption;
    const restored = await restoreMaster({ dataDir, kek, backup, keyring, actor, now: now() });
    return {
      data: {
        backup: restored.master.id,
        keyringRestored: restored.keyring !== null,
        replaced: restored.replaced,
      },
    };
  },
  show: ({ backup, keyringRestored, replaced }) =>
    [
      `The master database is that of backup ${backup} now.`,
      keyringRestored ? "The keyring was restored with it." : "The keyring stayed as it was.",
      ...(replaced ? [`What was there before is in ${replaced}.`] : []),
      "It knows nothing of what happened after the backup: nothing is removed until the registry was rebuilt.",
    ].join("\n"),
});
