import type { EngineOptions } from "@/lib/databases";
import { assertDeployable, type Env } from "@/lib/env";
import { secrets } from "@/lib/secrets";
import { signingKey } from "@/lib/signing-keys";
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
  if (masterDatabase) {
    const maySign = config.libsqlSigningKey !== null || !config.onVercel;
    const master = { ...masterDatabase, signingKey: maySign ? () => signingKey(config) : null };
    const place = { master, kek: config.keyEncryptionKey };
    return { place, content: templateContent, servers };
  }
  const { keyEncryption: kek, nextKeyEncryption: nextKek } = secrets(config);
  return { place: { dataDir, kek, nextKek }, content: templateContent, servers };
}
