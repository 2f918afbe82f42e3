import { z } from "zod";
import { type DemoLogin, makeDemo } from "@/lib/journeys/demo";
import { defineCommand, wholeNumber } from "../command";
import { table } from "../table";

export const demo = defineCommand({
  name: "demo",
  summary: "Make two companies with realistic data, and as many more as load needs",
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
    return { data: yield* makeDemo(options, actor, now()) };
  },
  show: showDemo,
});

const shown = 20;

/** The logins; of a crowd of companies the first ones, since all are alike. */
export function showDemo(logins: readonly DemoLogin[]): string {
  const rows = logins
    .slice(0, shown)
    .map((login) => [login.company, login.slug, login.doctors, login.username, login.password]);
  const rest = logins.length - rows.length;
  return [
    "Demo companies:",
    "",
    table(["Company", "Slug", "Doctors", "Username", "Password"], rows),
    ...(rest > 0 ? [`… and ${rest} more; --json lists them all.`] : []),
  ].join("\n");
}
