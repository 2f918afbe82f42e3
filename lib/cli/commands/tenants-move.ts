import { z } from "zod";
import { type MovedDatabase, moveDatabase, openMaster, type UndoneMove, undoMove } from "@/lib/databases";
import { databaseOf, previewMove } from "@/lib/journeys/moves/move-company";
import { findCompany } from "@/lib/master/companies/find-company";
import { findServer } from "@/lib/master/fleet/find-server";
import { type CommandContext, defineCommand, type Outcome, type Step } from "../command";
import { followed } from "../steps";
import { type MoveReport, showMoveReport } from "./tenants-move-report";

const input = z
  .object({
    company: z.string(),
    to: z.string().optional(),
    sandbox: z.boolean().default(false),
    acceptPlain: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    undo: z.boolean().default(false),
  })
  .refine(({ to, undo }) => to !== undefined || undo, { path: ["to"], error: "is missing" })
  .refine(({ to, dryRun, acceptPlain, undo }) => !undo || (to === undefined && !dryRun && !acceptPlain), {
    path: ["undo"],
    error: "goes back to where it was, so it takes no other option",
  });

export const tenantsMove = defineCommand({
  name: "tenants move",
  summary:
    "Move a company's database to another server: fenced, copied, proven, switched; or back, while nothing was written since",
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--to <server>", "name of the server it goes to"],
    ["--sandbox", "its sandbox instead of the database it works in"],
    ["--accept-plain", "agree that it loses the encryption with a key of its own"],
    ["--dry-run", "show what would be done, and do nothing"],
    ["--undo", "back to where it was before its last move"],
  ],
  input,
  async *run({ company, to = "", sandbox, acceptPlain, dryRun, undo }, context) {
    const master = await openMaster();
    const { id, slug } = await findCompany(master, company);
    const purpose = sandbox ? "sandbox" : "main";
    if (dryRun) {
      const data: MoveReport = { mode: "preview", slug, ...(await previewMove(master, id, to, purpose)) };
      return { data };
    }
    if (undo) return yield* back(slug, await databaseOf(master, id, purpose), context);
    const server = await findServer(master, to);
    return yield* move(slug, await databaseOf(master, id, purpose), server.id, acceptPlain, context);
  },
  show: showMoveReport,
});

async function* move(
  slug: string,
  databaseId: string,
  toServerId: string,
  acceptPlain: boolean,
  { actor, now, signal }: CommandContext,
): AsyncGenerator<Step, Outcome<MoveReport>, void> {
  let ended: Promise<unknown> = Promise.resolve();
  try {
    const moved = yield* followed<MovedDatabase>((report) => {
      const moving = moveDatabase(databaseId, {
        toServerId,
        acceptPlain,
        actor,
        now,
        signal,
        // Read twice: copied, then proven.
        onProgress: ({ doing, table, rows, total }) =>
          report({
            done: doing === "copying" ? rows : total + rows,
            total: 2 * total,
            text: `${slug}: ${doing} ${table}`,
          }),
      });
      ended = moving.catch(() => {});
      return moving;
    });
    return { data: { mode: "moved", slug, ...moved } };
  } finally {
    // Whoever stops watching calls it off; it is taken back before anybody is told.
    await ended;
  }
}

async function* back(
  slug: string,
  databaseId: string,
  { actor, now, signal }: CommandContext,
): AsyncGenerator<Step, Outcome<MoveReport>, void> {
  let ended: Promise<unknown> = Promise.resolve();
  try {
    const undone = yield* followed<UndoneMove>((report) => {
      let tables = 0;
      const undoing = undoMove(databaseId, {
        actor,
        now,
        signal,
        onProgress: (table) =>
          report({ done: ++tables, total: tables + 1, text: `${slug}: comparing ${table}` }),
      });
      ended = undoing.catch(() => {});
      return undoing;
    });
    return { data: { mode: "undone", slug, ...undone } };
  } finally {
    await ended;
  }
}
