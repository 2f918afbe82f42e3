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
  if (masterDatabase) return { place: { master: masterDatabase }, content: templateContent };
  const { keyEncryption: kek, nextKeyEncryption: nextKek } = secrets(config);
  return { place: { dataDir, kek, nextKek }, content: templateContent };
}
