import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "@/lib/databases";
import { type EngineOptions, startEngine, stopEngine } from "@/lib/databases/start-engine";

export const testKek = "a key-encryption key that only tests use";

/** A running engine on a data folder of its own; one at a time per process. */
export async function testEngine(options: Partial<EngineOptions> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "medadmin-engine-"));
  const engine = await startEngine({
    place: { dataDir, kek: testKek },
    content: async () => ({ hash: "empty", fill: async () => {} }),
    ...options,
  });
  const actor: Actor = { id: null, name: "Test", address: "127.0.0.1", requestId: "test" };
  const dispose = async () => {
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  return { dataDir, engine, actor, dispose };
}
