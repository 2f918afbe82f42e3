import { setTimeout as pause } from "node:timers/promises";
import { EngineError, engineErrorOf } from "../../errors";
import type { ServerHealth } from "../database-server";
import type { Patience } from "./patience";
import type { TursoPlatform } from "./platform";

/** That the token is good, the organization ours, and the group there and awake: what is needed before a server is added. */
export async function askTurso(
  platform: TursoPlatform,
  group: string,
  { healthMs }: Patience,
): Promise<ServerHealth> {
  const startedAt = performance.now();
  const answered = new AbortController();
  try {
    const found = await Promise.race([platform.group(group), tooLate(healthMs, answered.signal)]);
    return { latencyMs: performance.now() - startedAt, version: null, problem: problemOf(found, group) };
  } catch (error) {
    const { code, message } = engineErrorOf(error) ?? {
      code: "ServerFailed" as const,
      message: error instanceof Error ? error.message : String(error),
    };
    return { latencyMs: null, version: null, problem: { code, message } };
  } finally {
    answered.abort();
  }
}

async function tooLate(ms: number, signal: AbortSignal): Promise<never> {
  await pause(ms, null, { signal, ref: false });
  throw new EngineError("ServerFailed", "Turso did not answer in time.");
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
