import { z } from "zod";
import { keyringKekId, type ListedKey, listKeys } from "@/lib/databases";
import { defineCommand } from "../command";
import { instant, table } from "../table";

export const keysList = defineCommand({
  name: "keys list",
  summary: "Every key of the keyring with its database, company and use; never a key itself",
  input: z.object({}),
  async run() {
    return { data: { kekId: keyringKekId(), keys: await listKeys() } };
  },
  show: ({ kekId, keys }) => {
    const of = (use: string) => keys.filter((key) => key.destroyedAt === null && key.use === use).length;
    return [
      table(
        ["Key", "Company", "Database", "Use", "Created", "Wrapped with", "Destroyed"],
        keys.map((key) => [
          key.id,
          key.company,
          key.databaseId,
          useOf(key),
          instant(key.createdAt),
          key.kekId,
          instant(key.destroyedAt),
        ]),
      ),
      "",
      `${of("current")} in use, ${of("former")} former, ${of("coming")} prepared; wrapped with ${kekId ?? "nothing"}.`,
    ].join("\n");
  },
});

function useOf({ use, untilGeneration, destroyedAt, quarantineReason }: ListedKey): string {
  if (destroyedAt !== null) return "destroyed";
  if (quarantineReason !== null) return "nobody's";
  return use === "former" ? `former, up to generation ${untilGeneration}` : use;
}
