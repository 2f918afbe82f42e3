import { stopEngine } from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { startUp } from "@/lib/jobs/start-up";

/** Runs `work` on an engine of its own in `dataDir`. */
export async function withEngine<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  process.env.DATA_DIR = dataDir;
  process.env.LOG_LEVEL = "warn";
  await startUp(readEnv(process.env));
  try {
    return await work();
  } finally {
    await stopEngine();
  }
}
