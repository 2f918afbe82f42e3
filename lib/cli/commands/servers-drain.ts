import { z } from "zod";
import { type DrainedDatabase, drainServer, openMaster } from "@/lib/databases";
import { listCompanies } from "@/lib/master/companies/list-companies";
import { findServer } from "@/lib/master/fleet/find-server";
import { startDraining, stopDraining } from "@/lib/master/fleet/servers/drain-server";
import { defineCommand, type Outcome } from "../command";
import { followed } from "../steps";
import { table } from "../table";

export const serversDrain = defineCommand({
  name: "servers drain",
  summary: "Move every database of a server to the others; it gets no new ones from then on",
  options: [
    ["--server <name>", "which one"],
    ["--region <name>", "only to servers of this region"],
    ["--accept-plain", "also to servers that do not encrypt each database with a key of its own"],
    ["--stop", "instead: what moved away stays there, and the server takes new databases again"],
  ],
  input: z
    .object({
      server: z.string(),
      region: z.string().optional(),
      acceptPlain: z.boolean().default(false),
      stop: z.boolean().default(false),
    })
    .refine(({ stop, region, acceptPlain }) => !stop || (region === undefined && !acceptPlain), {
      path: ["stop"],
      error: "goes with neither --region nor --accept-plain",
    }),
  async *run({ server, region, acceptPlain, stop }, { actor, now, signal }) {
    const master = await openMaster();
    const { id, name } = await findServer(master, server);
    if (stop) {
      const stopped = await stopDraining(master, actor, id);
      return { data: { name, stopped, databases: [], left: null } } satisfies Outcome<Drained>;
    }
    await startDraining(master, actor, id, now());
    const slugs = new Map((await listCompanies(master)).map((company) => [company.id, company.slug]));
    const lineOf = ({ companyId, purpose, databaseId, moved, error }: DrainedDatabase) => ({
      company: slugs.get(companyId) ?? companyId,
      purpose,
      databaseId,
      to: moved?.to.name ?? null,
      rows: moved?.rows ?? null,
      pausedMs: moved ? Math.round(moved.pausedMs) : null,
      error,
    });
    const { databases, left } = yield* followed((report) =>
      drainServer(id, {
        actor,
        now,
        signal,
        acceptPlain,
        ...(region !== undefined && { wish: { region } }),
        onEach: (result, done, total) => {
          const { company, to, error } = lineOf(result);
          report({
            done,
            total,
            text: to === null ? `${company} stays: ${error?.message}` : `${company} → ${to}`,
          });
        },
      }),
    );
    const data: Drained = { name, stopped: false, databases: databases.map(lineOf), left };
    return { data, failed: left > 0 };
  },
  show: ({ name, stopped, databases, left }) => {
    if (left === null) {
      return stopped ? `${name} takes new databases again.` : `${name} was not being emptied.`;
    }
    const stay = databases.filter(({ to }) => to === null);
    const rows = stay.map(({ company, purpose, error }) => [company, purpose, error?.message ?? null]);
    const moved = databases.length - stay.length;
    const isPlain = stay.some(({ error }) => error?.message.includes("without encryption"));
    const hint = isPlain ? ["--accept-plain moves them there all the same, which both audits are told."] : [];
    const last = left === 0 ? `${name} is empty.` : `${left} are on ${name} still; run this again to go on.`;
    return [
      `Moved ${moved} of ${databases.length} databases.`,
      ...(rows.length > 0 ? [table(["Stays", "Which", "Because"], rows)] : []),
      ...hint,
      last,
    ].join("\n");
  },
});

interface Drained {
  readonly name: string;
  readonly stopped: boolean;
  readonly databases: ReadonlyArray<{
    readonly company: string;
    readonly purpose: string;
    readonly databaseId: string;
    readonly to: string | null;
    readonly rows: number | null;
    readonly pausedMs: number | null;
    readonly error: DrainedDatabase["error"];
  }>;
  /** Null when it was not drained. */
  readonly left: number | null;
}
