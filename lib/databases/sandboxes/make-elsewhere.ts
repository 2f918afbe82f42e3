import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Apart, type ApartClient } from "../apart/apart";
import { withDraft } from "../backups/drafts";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { isLarge } from "../generations/copy-database";
import { assertSound } from "../generations/soundness";
import { stayingAlive } from "../generations/staying-alive";
import { openUnpublished } from "../open-file";
import { isUnpublished } from "../provisioning/saga";
import type { TenantRef } from "../registry";
import { copyDown } from "../remote-copies/copy-down";
import { copyUp } from "../remote-copies/copy-up";
import { cached } from "../tenant";
import { workplace } from "../workplace";
import { beginAudit } from "./begin-audit";
import type { SandboxOptions, SandboxStep } from "./make-sandbox";

/**
 * A sandbox on another machine: a consistent copy is brought here, masked and proven here, and only then put beside the
 * original under a name of its own, so that nothing unmasked ever stands there. Here it is in a draft, encrypted with a
 * key that exists only meanwhile.
 * @returns name of the last migration in it
 */
export function makeElsewhere(
  source: TenantRef,
  target: TenantRef,
  { actor, prepare, first, signal }: SandboxOptions,
  step: (done: SandboxStep) => Promise<void>,
): Promise<string> {
  const key = randomBytes(32).toString("hex");
  const announced = {
    databaseId: target.databaseId,
    generation: 0,
    state: "provisioning",
    reason: null,
  } as const;
  return stayingAlive(announced, actor, () =>
    withDraft(workplace(), target.databaseId, async (draft) => {
      const copied = join(draft, "sandbox.db");
      const bytes = await engine().server(source.server).size(source);
      await cached(source).use(({ reader }) => copyDown(reader, copied, key, bytes, signal));
      await step("copied");
      await onCopy(copied, key, async (copy) => {
        await prepare(copy);
        await beginAudit(copy, actor, first);
        await step("prepared");
        await assertSound(copy);
      });
      // Another host may have begun it anew; what is put there now nobody would look for.
      if (!(await isUnpublished(target.databaseId)))
        throw new EngineError("DatabaseUnavailable", "The sandbox was discarded while it was being made.", {
          databaseId: target.databaseId,
        });
      const schemaVersion = await copyUp(copied, key, target);
      await step("placed");
      return schemaVersion;
    }),
  );
}

async function onCopy<T>(path: string, key: string, work: (copy: ApartClient) => Promise<T>): Promise<T> {
  if (await isLarge(path)) {
    const apart = await Apart.open(path, key, "rw");
    return work(apart).finally(() => apart.close());
  }
  const copy = openUnpublished(path, key);
  return work(copy).finally(() => copy.close());
}
