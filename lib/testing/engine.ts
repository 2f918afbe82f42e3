import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineOptions, startEngine, stopEngine } from "@/lib/databases/start-engine";
import { testActor } from "./actor";

export const testKek = "a key-encryption key that only tests use";

/** Nothing is there to begin with. */
export const emptyContent = async () => ({ hash: "empty", fill: async () => {} });

/** The engine on a data folder, as it starts again after it was stopped or killed. */
export const startTestEngine = (dataDir: string, options: Partial<EngineOptions> = {}) =>
  startEngine({ place: { dataDir, kek: testKek }, content: emptyContent, ...options });

/** A running engine on a data folder of its own; one at a time per process. */
export async function testEngine(options: Partial<EngineOptions> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "medadmin-engine-"));
  const engine = await startTestEngine(dataDir, options);
  const dispose = async () => {
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  return { dataDir, engine, actor: testActor, dispose };
}
