"use server";
import { z } from "zod";
import { masterAction } from "@/lib/actions/master-action";
import { stopMigrationRun } from "@/lib/databases";
import { askForMigration, askToResume, migrationForm } from "@/lib/master/fleet/migrations/migration-job";
import { fleetDone, migrationPath, migrationsPath } from "../addresses";

const which = z.object({ id: z.uuid() });

export const startMigration = masterAction(
  "migration.start",
  migrationForm,
  ({ tx, user, now }, asked) => askForMigration(tx, asked, user.id, now),
  { onOk: () => fleetDone(migrationsPath, "migrationAsked") },
);

export const resumeMigration = masterAction(
  "migration.resume",
  which,
  async ({ tx, user, now }, { id }) => {
    await askToResume(tx, id, user.id, now);
    return id;
  },
  { onOk: (id) => fleetDone(migrationPath(id), "resumeAsked") },
);

export const stopMigration = masterAction(
  "migration.stop",
  which,
  async ({ tx, actor, now }, { id }) => {
    await stopMigrationRun(tx, id, { code: "operator", who: actor.name }, now);
    return id;
  },
  { onOk: (id) => fleetDone(migrationPath(id), "stopped") },
);
