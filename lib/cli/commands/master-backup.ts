import { z } from "zod";
import { backupMaster } from "@/lib/databases";
import { defineCommand } from "../command";
import { bytes } from "../table";

export const masterBackup = defineCommand({
  name: "master backup",
  summary: "Back up the master database and the keyring, while they are in use, and prove the copies",
  input: z.object({}),
  async run(_input, { actor, now }) {
    const { id, masterFolder, keyringFolder, master, keyring } = await backupMaster(actor, now());
    return {
      data: { id, masterFolder, keyringFolder, masterBytes: master.bytes, keyringBytes: keyring.bytes },
    };
  },
  show: ({ id, masterFolder, keyringFolder, masterBytes, keyringBytes }) =>
    [
      `Backup ${id} was made and proven.`,
      `   Master: ${masterFolder} (${bytes(masterBytes)})`,
      `   Keyring: ${keyringFolder} (${bytes(keyringBytes)})`,
      "Keep the two apart, and apart from the key-encryption key: who has all three can read every company's database.",
    ].join("\n"),
});
