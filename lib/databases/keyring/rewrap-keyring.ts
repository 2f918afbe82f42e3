import { recordAudit } from "../audit";
import { engine } from "../engine";
import { EngineError } from "../errors";
import type { Actor } from "../handles";
import { write } from "../write";
import { derive, kekIdOf, sealingPurpose, successorOf } from "./wrapping";

export interface Rewrapped {
  /** Which key-encryption key, as far as that can be told. */
  readonly from: string;
  readonly to: string;
  readonly keys: number;
}

/** Which key-encryption key wraps the keyring; null where there is none. */
export function keyringKekId(): string | null {
  return engine().keyring.kekId;
}

/** A key-encryption key that may take the place of this one. */
export const nextKek = (kek: string): string => successorOf(kek);

/** Whether the keyring is wrapped with this one. */
export const wrapsKeyring = (kek: string): boolean => keyringKekId() === kekIdOf(kek);

/**
 * Wraps every key of the keyring with another key-encryption key, in one transaction: a process that dies leaves all
 * of them or none. The caller has kept `kek` where the next start finds it.
 * @throws EngineError `NotSupported` without a keyring; `BadConfiguration` for a key that would seal otherwise
 */
export async function rewrapKeyring(kek: string): Promise<Rewrapped> {
  const { keyring, sealingKey } = engine();
  if (keyring.kekId === null) throw new EngineError("NotSupported", "There is no keyring here.");
  if (!derive(kek, sealingPurpose).equals(sealingKey)) {
    throw new EngineError(
      "BadConfiguration",
      "With this key-encryption key the manifests of earlier backups could not be verified. Make one with: keys make",
    );
  }
  const from = keyring.kekId;
  const keys = from === kekIdOf(kek) ? 0 : await keyring.rewrap(kek);
  return { from, to: kekIdOf(kek), keys };
}

/** Tells the platform's audit. */
export async function recordRewrapping(actor: Actor, from: string, to: string): Promise<void> {
  await write(engine().master, actor, (tx) =>
    recordAudit(tx, {
      action: "keyring.rewrapped",
      subject: { type: "keyring", id: to, label: to },
      changes: { key: [from, to] },
    }),
  );
}
