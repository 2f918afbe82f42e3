import { populateReference } from "@/lib/company/reference/populate-reference";
import type { EngineOptions, TemplateContent } from "@/lib/databases";
import { assertDeployable, type Env } from "@/lib/env";
import { catalogue } from "@/lib/master/catalogue/catalogue";
import { secrets } from "@/lib/secrets";

/** What every new company finds in its database: the reference catalogue. */
export const templateContent: TemplateContent = {
  hash: catalogue.hash,
  fill: (tx) => populateReference(tx, catalogue, new Date()),
};

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
