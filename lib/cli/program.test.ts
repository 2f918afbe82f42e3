import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { commands } from "./commands";
import { problemOf } from "./problem";
import { buildProgram, type Typed } from "./program";

async function typed(...args: string[]): Promise<Typed> {
  const seen: Typed[] = [];
  const program = buildProgram(commands, async (found) => void seen.push(found));
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((group) => group.commands),
  ]) {
    command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  }
  await program.parseAsync(args, { from: "user" });
  const [found] = seen;
  if (!found) throw new Error("Nothing was performed.");
  return found;
}

describe("the command line", () => {
  it("knows the commands that operators were promised", () => {
    expect(commands.map((command) => command.name)).toEqual([
      "setup",
      "demo",
      "migrate",
      "master backup",
      "master restore",
      "registry rebuild",
      "keys list",
      "keys make",
      "keys rotate",
      "tenants list",
      "tenants create",
      "tenants migrate",
      "tenants doctor",
      "tenants populate",
      "tenants sync-reference",
      "tenants query",
      "tenants usage",
      "tenants where",
      "tenants backup",
      "tenants backups",
      "tenants backup-schedule",
      "tenants restore",
      "tenants export",
      "tenants sandbox",
      "tenants move",
      "tenants delete",
      "servers list",
      "servers add",
      "servers change",
      "servers drain",
      "servers remove",
      "servers key",
      "servers revoke-tokens",
      "audit verify",
      "jobs run",
      "jobs list",
      "jobs retry",
      "jobs cancel",
    ]);
  });

  it("hands options and argument to the command, and takes --json everywhere", async () => {
    const found = await typed("tenants", "query", "--company", "city-hospital", "SELECT 1", "--json");
    expect(found).toMatchObject({
      command: { name: "tenants query" },
      json: true,
      input: { company: "city-hospital", sql: "SELECT 1" },
    });
    for (const command of commands) {
      const argument = command.argument ? ["x"] : [];
      expect((await typed(...command.name.split(" "), ...argument, "--json")).json, command.name).toBe(true);
    }
  });

  it.each([
    [["nope"]],
    [["tenants", "nope"]],
    [["tenants", "list", "--nope"]],
    [["tenants", "query"]],
    [["tenants", "list", "more"]],
  ])("refuses %j", async (args) => {
    await expect(typed(...args)).rejects.toBeInstanceOf(CommanderError);
  });

  it.each([
    [["tenants", "query", "SELECT 1"], "--company: is missing"],
    [["demo", "--doctors", "many"], "--doctors: must be a number"],
    [["demo", "--companies", "-1"], "--companies: must be at least 0"],
    [["setup", "--email", "a@example.com"], "--password-stdin: is missing"],
    [["tenants", "create"], "--company-name: is missing"],
    [["tenants", "create", "--cycle", "day", "--company-name", "X"], "--company-email: is missing"],
    [["servers", "add", "--kind", "libsql-server", "--name", "db1"], "--url: Fill in this field."],
    [
      ["servers", "add", "--kind", "libsql-server", "--name", "db1", "--url", "http://u:p@db1:8080"],
      "--url: Write the address as https://db1.example:8080, without a user, a password, a path or anything after it.",
    ],
    [["servers", "change", "--close"], "--server: is missing"],
    [["servers", "change", "--server", "db1", "--accept", "--close"], "--close: does not go with --accept"],
    [["tenants", "move", "--company", "x"], "--to: is missing"],
    [
      ["tenants", "move", "--company", "x", "--undo", "--to", "y"],
      "--undo: goes back to where it was, so it takes no other option",
    ],
    [["tenants", "doctor", "--undo", "--repair"], "--undo: does not go with --repair"],
    [["tenants", "backup-schedule"], "--company: is missing"],
    [
      ["tenants", "backup-schedule", "--company", "x", "--every", "5"],
      "--every: must be one of 1, 2, 3, 4, 6, 8, 12, 24",
    ],
    [["tenants", "backup-schedule", "--company", "x", "--at", "24"], "--at: must be at most 23"],
    [
      ["tenants", "backup-schedule", "--company", "x", "--keep-days", "400"],
      "--keep-days: must be at most 366",
    ],
    [
      ["tenants", "backup-schedule", "--company", "x", "--default", "--every", "6"],
      "--default: goes with no other option but --yes",
    ],
    [["tenants", "doctor", "--yes"], "--yes: is for --repair"],
    [["master", "restore"], "--yes: is missing: this replaces the master database"],
  ])("says what is wrong with %j", async (args, message) => {
    const { command, input } = await typed(...args);
    const refusal = await Promise.resolve()
      .then(() => command.parse(input))
      .catch(problemOf);
    expect(refusal).toEqual({ code: "wrongUsage", usage: true, message });
  });
});
