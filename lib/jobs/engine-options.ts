import type { EngineOptions } from "@/lib/databases";
import { assertDeployable, type Env } from "@/lib/env";
import { secrets } from "@/lib/secrets";
import { serverFactories } from "./server-factories";
import { templateContent } from "./template-content";

/**
 * How the engine is started with what the operator set.
 * @throws ConfigurationError
 */
export function engineOptions(config: Env): EngineOptions {
  assertDeployable(config);
  const { masterDatabase, dataDir } = config;
  const servers = serverFactories(config);
  if (masterDatabase) return { place: { master: masterDatabase }, content: templateContent, servers };
  const { keyEncryption: kek, nextKeyEncryption: nextKek } = secrets(config);
  return { place: { dataDir, kek, nextKek }, content: templateContent, servers };
}
