import { EngineError, engineErrorOf } from "../errors";
import type { ServerHealth } from "./database-server";
import { toEngineError } from "./libsql-server-errors";

const patienceMs = 5_000;

/**
 * What a libSQL server says of itself, and whether it lets us in.
 * @param letIn throws when it does not
 */
export async function askLibsqlServer(url: string, letIn: () => Promise<void>): Promise<ServerHealth> {
  const startedAt = performance.now();
  let latencyMs: number | null = null;
  let version: string | null = null;
  try {
    await ask(url, "/health");
    latencyMs = performance.now() - startedAt;
    // "sqld 0.24.32 (40c272de 2025-02-14)"
    version = /\d+\.\d+\.\d+/.exec(await ask(url, "/version").catch(() => ""))?.[0] ?? null;
    await letIn();
    return { latencyMs, version, problem: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { latencyMs, version, problem: { code: engineErrorOf(error)?.code ?? "ServerFailed", message } };
  }
}

async function ask(url: string, path: string): Promise<string> {
  const address = url.replace(/\/+$/, "").replace(/^libsql:/, "https:") + path;
  const signal = AbortSignal.timeout(patienceMs);
  const response = await fetch(address, { signal, redirect: "manual" }).catch((error) => {
    throw toEngineError(error, path);
  });
  if (response.ok) return response.text();
  throw new EngineError("ServerFailed", `The database server answers ${path} with ${response.status}.`, {
    status: response.status,
  });
}
