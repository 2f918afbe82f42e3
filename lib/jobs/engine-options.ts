import type { EngineOptions } from "@/lib/databases";
import { assertDeployable, type Env } from "@/lib/env";
import { secrets } from "@/lib/secrets";
import { templateContent } from "./template-content";

/**
 * How the engine is started with what the operator set.
 * @throws ConfigurationError
 */
export function engineOptions(config: Env): EngineOptions {
  assertDeployable(config);
  const { masterDatabase, dataDir } = config;
  const place = masterDatabase ? { master: masterDatabase } : { dataDir, kek: secrets(config).keyEncryption };
  return { place, content: templateContent };
}
