import { engineErrorOf } from "../../errors";
import type { ServerHealth } from "../database-server";
import type { TursoPlatform } from "./platform";

/** That the token is good, the organization ours, and the group there and awake: what is needed before a server is added. */
export async function askTurso(platform: TursoPlatform, group: string): Promise<ServerHealth> {
  const startedAt = performance.now();
  try {
    const found = await platform.group(group);
    return { latencyMs: performance.now() - startedAt, version: null, problem: problemOf(found, group) };
  } catch (error) {
    const { code, message } = engineErrorOf(error) ?? {
      code: "ServerFailed" as const,
      message: error instanceof Error ? error.message : String(error),
    };
    return { latencyMs: null, version: null, problem: { code, message } };
  }
}

function problemOf(found: { readonly archived: boolean } | null, group: string): ServerHealth["problem"] {
  if (!found) {
    return {
      code: "BadConfiguration",
      message: `The Turso organization has no group ${group}: make it there, or name one that exists.`,
    };
  }
  if (!found.archived) return null;
  return {
    code: "DatabaseUnavailable",
    message: `The group ${group} was archived for want of use: unarchive it at Turso.`,
  };
}
