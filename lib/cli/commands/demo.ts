import { z } from "zod";
import { seal } from "@/lib/auth/sealing";
import { type Actor, openMaster } from "@/lib/databases";
import { type DemoLogin, type DemoOptions, makeDemo } from "@/lib/journeys/demo";
import { type DemoMasterAdmin, makeDemoMasterAdmin } from "@/lib/journeys/demo/master-admin";
import { defineCommand, type Step, wholeNumber } from "../command";
import { table } from "../table";

interface Demo {
  readonly companies: readonly DemoLogin[];
  readonly masterAdmin: DemoMasterAdmin;
}

export const demo = defineCommand({
  name: "demo",
  summary:
    "Make two companies with realistic data and a master admin, and as many companies more as load needs",
  options: [
    ["--companies <n>", "so many more, for load (default 0)"],
    ["--doctors <n>", "in each of those (default 100)"],
    ["--seed <n>", "the same number makes the same people (default 1)"],
  ],
  input: z.object({
    companies: wholeNumber(0, 10_000).default(0),
    doctors: wholeNumber(0, 100_000).default(100),
    seed: wholeNumber(0, 1_000_000).default(1),
  }),
  async *run(options, { actor, now }) {
    return { data: yield* makeWholeDemo(options, actor, now()) };
  },
  show: showDemo,
});

export async function* makeWholeDemo(
  options: DemoOptions,
  actor: Actor,
  now: Date,
): AsyncGenerator<Step, Demo, void> {
  const companies = yield* makeDemo(options, actor, now);
  return { companies, masterAdmin: await makeDemoMasterAdmin(await openMaster(), actor, seal, now) };
}

const shown = 20;

/** The logins; of a crowd of companies the first ones, since all are alike. */
export function showDemo({ companies, masterAdmin }: Demo): string {
  const rows = companies
    .slice(0, shown)
    .map((login) => [login.company, login.slug, login.doctors, login.username, login.password]);
  const rest = companies.length - rows.length;
  return [
    "Demo companies:",
    "",
    table(["Company", "Slug", "Doctors", "Username", "Password"], rows),
    ...(rest > 0 ? [`… and ${rest} more; --json lists them all.`] : []),
    "",
    ...showMasterAdmin(masterAdmin),
  ].join("\n");
}

const ofYourOwn =
  "To make a master admin of your own: npm run -s medadmin -- setup --email … --password-stdin";

function showMasterAdmin({ username, made }: DemoMasterAdmin): string[] {
  if (!made) {
    return [
      `The demo master admin ${username} is there already; what it takes to sign in was shown when they were made.`,
      ofYourOwn,
    ];
  }
  return [
    "Demo master admin (shown only now):",
    "",
    `  Username:       ${username}`,
    `  Password:       ${made.password}`,
    `  Second factor:  ${made.secret}`,
    `                  ${made.uri}`,
    `  Recovery codes: ${made.recoveryCodes.slice(0, 5).join("  ")}`,
    `                  ${made.recoveryCodes.slice(5).join("  ")}`,
    "",
    ofYourOwn,
  ];
}
