import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { masterMigrations } from "@/lib/master/health/master-migrations";
import { defineCommand } from "../command";
import { table } from "../table";

export const migrate = defineCommand({
  name: "migrate",
  summary: "Bring the master database to the newest schema (opening it does so), and show its ledger",
  input: z.object({}),
  async run() {
    const migrations = await masterMigrations(await openMaster());
    return { data: { schemaVersion: migrations.at(-1)?.name ?? null, migrations } };
  },
  show: ({ schemaVersion, migrations }) =>
    [
      `The master database is up to date: ${schemaVersion}.`,
      "",
      table(
        ["Migration", "Applied", "Took"],
        migrations.map(({ name, appliedAt, durationMs }) => [
          name,
          new Date(appliedAt).toISOString(),
          `${durationMs} ms`,
        ]),
      ),
    ].join("\n"),
});
