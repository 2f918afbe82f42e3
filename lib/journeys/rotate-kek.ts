import {
  type Actor,
  backupMaster,
  EngineError,
  forgetKeyringCopies,
  kekIdOf,
  nextKek,
  type Rewrapped,
  recordRewrapping,
  rewrapKeyring,
  sayingNoSpace,
  wrapsKeyring,
} from "@/lib/databases";
import { type Env, env } from "@/lib/env";
import { adoptKeyEncryption, discardKeyEncryption, secrets, stageKeyEncryption } from "@/lib/secrets";

export const kekSteps = ["staged", "rewrapped", "recorded", "adopted", "backed-up"] as const;
export type KekStep = (typeof kekSteps)[number];

export interface RotatedKek extends Rewrapped {
  /** The backup that was made under the new key-encryption key; the keyring's earlier ones were removed. */
  readonly backup: string;
  /** Whether the operator still has to put KEY_ENCRYPTION_KEY_NEXT in the place of KEY_ENCRYPTION_KEY. */
  readonly environment: boolean;
}

interface Options {
  readonly actor: Actor;
  readonly now: Date;
  readonly config?: Env;
  readonly onStep?: (step: KekStep) => void | Promise<void>;
}

/**
 * Replaces the key-encryption key. Both are accepted until it is done: the new one is kept beside the current one,
 * then every key is wrapped with it in one transaction, then it takes the current one's place in one rename. Whoever
 * dies in between is followed by `settleKek` at the next start. Where the environment holds the key, only the operator
 * can put the other one in its place.
 * @throws EngineError `BadConfiguration` saying what to set, `NoSpace`, `Busy` while another one is at it
 */
export async function rotateKek(options: Options): Promise<RotatedKek> {
  // Two at once would wrap the keyring with what the other is about to throw away.
  if (holder[rotatingKey])
    throw new EngineError("Busy", "The key-encryption key is being replaced already: wait for that.");
  holder[rotatingKey] = true;
  try {
    return await rotate(options);
  } finally {
    holder[rotatingKey] = false;
  }
}

const rotatingKey = Symbol.for("medadmin.journeys.rotating-kek");
const holder = globalThis as { [rotatingKey]?: boolean };

async function rotate({ actor, now, config = env(), onStep }: Options): Promise<RotatedKek> {
  const environment = config.keyEncryptionKey !== null;
  const { keyEncryption, nextKeyEncryption } = secrets(config);
  if (environment && nextKeyEncryption === null) {
    throw new EngineError(
      "BadConfiguration",
      "KEY_ENCRYPTION_KEY comes from the environment: make another one with keys make, set it as KEY_ENCRYPTION_KEY_NEXT, restart, and run this again.",
    );
  }
  if (!environment && nextKeyEncryption === null)
    await sayingNoSpace(async () => stageKeyEncryption(nextKek(keyEncryption), config));
  await onStep?.("staged");
  const rewrapped = await rewrapKeyring(secrets(config).nextKeyEncryption ?? keyEncryption);
  await onStep?.("rewrapped");
  const from = kekIdOf(keyEncryption);
  await recordRewrapping(actor, from, rewrapped.to);
  await onStep?.("recorded");
  if (!environment) adoptKeyEncryption(config);
  await onStep?.("adopted");
  // Whoever has the former key-encryption key could still open what was wrapped with it.
  const { id: backup } = await backupMaster(actor, now);
  await forgetKeyringCopies(actor, now);
  await onStep?.("backed-up");
  return { ...rewrapped, from, backup, environment };
}

/**
 * Finishes, at a start, what a process that died over `rotateKek` left: the staged key-encryption key takes its place
 * when the keyring is wrapped with it already, and is forgotten when it is not.
 * @returns whether something had to be finished
 */
export async function settleKek(actor: Actor, config: Env = env()): Promise<boolean> {
  if (config.masterDatabase || config.keyEncryptionKey !== null) return false;
  const { keyEncryption, nextKeyEncryption } = secrets(config);
  if (nextKeyEncryption === null) return false;
  const isWrapped = wrapsKeyring(nextKeyEncryption);
  if (isWrapped) {
    await recordRewrapping(actor, kekIdOf(keyEncryption), kekIdOf(nextKeyEncryption));
    adoptKeyEncryption(config);
  } else discardKeyEncryption(config);
  return isWrapped;
}
