import type { KeyObject } from "node:crypto";
import {
  type Actor,
  EngineError,
  engineErrorOf,
  openMaster,
  recordAudit,
  serverLoads,
  serverRefOf,
  write,
} from "@/lib/databases";
import { trustsKeys } from "@/lib/databases/servers/trusts-key";
import { type Env, env } from "@/lib/env";
import {
  adoptSigningKey,
  discardStagedSigningKey,
  forgetFormerSigningKey,
  publicPem,
  signingKeys,
  stageSigningKey,
} from "@/lib/signing-keys";

/** `not-everywhere` and `still-accepted`: some server is not as far; nothing was changed. */
export type RotationStep =
  | "staged"
  | "not-everywhere"
  | "adopted"
  | "put-in-place"
  | "still-accepted"
  | "done";

export interface RotatedSigningKey {
  readonly step: RotationStep;
  /** What belongs into every server's key file now, in PEM. */
  readonly keyFile: string;
  /** The servers that are not as far, and why. */
  readonly waitingFor: ReadonlyArray<{ readonly server: string; readonly why: string }>;
}

/** What belongs into every server's key file as things are. @throws ConfigurationError */
export function describeKeys(config: Env = env()): { readonly keyFile: string; readonly rotating: boolean } {
  const { current, next, former } = signingKeys(config);
  const known = next ? [current, next] : [current];
  return { keyFile: known.map(publicPem).join(""), rotating: next !== null || former !== null };
}

/**
 * Takes the next step of replacing the key that signs for libSQL servers. They read their key file when they start, so
 * between two steps somebody writes it anew and restarts them; they accept old and new until the last one. No step is
 * taken before every server was seen to be ready for it, so nobody is ever locked out.
 * @throws EngineError `BadConfiguration` saying what to set; ConfigurationError
 */
export async function rotateSigningKey(actor: Actor, config: Env = env()): Promise<RotatedSigningKey> {
  const { next, former } = signingKeys(config);
  if (former) return letGo(actor, former, config);
  if (next) return adopt(actor, next, config);
  if (config.libsqlSigningKey !== null) {
    throw new EngineError(
      "BadConfiguration",
      "LIBSQL_SIGNING_KEY comes from the environment: make another one with servers key --make, set it as LIBSQL_SIGNING_KEY_NEXT on every host, restart, and run this again.",
    );
  }
  stageSigningKey(config);
  return answer("staged", [], config);
}

/** Forgets the key that was to take the current one's place. What has taken it already is not taken back. */
export async function cancelKeyRotation(actor: Actor, config: Env = env()): Promise<void> {
  const { next } = signingKeys(config);
  if (next === null) return;
  if (config.libsqlSigningKey !== null) {
    throw new EngineError("BadConfiguration", "Remove LIBSQL_SIGNING_KEY_NEXT from the environment instead.");
  }
  discardStagedSigningKey(config);
  await record(actor, "server.key-rotation-cancelled");
}

async function adopt(actor: Actor, next: KeyObject, config: Env): Promise<RotatedSigningKey> {
  const waitingFor = await serversThat(next, (trusted) => (trusted ? null : "does not know the new key"));
  if (waitingFor.length > 0) return answer("not-everywhere", waitingFor, config);
  if (config.libsqlSigningKey !== null) {
    return { step: "put-in-place", keyFile: publicPem(next), waitingFor };
  }
  adoptSigningKey(config);
  await record(actor, "server.key-rotated");
  return answer("adopted", [], config);
}

async function letGo(actor: Actor, former: KeyObject, config: Env): Promise<RotatedSigningKey> {
  const waitingFor = await serversThat(former, (trusted) => (trusted ? "accepts the former key" : null));
  if (waitingFor.length > 0) return answer("still-accepted", waitingFor, config);
  forgetFormerSigningKey(config);
  await record(actor, "server.key-forgotten");
  return answer("done", [], config);
}

function answer(
  step: RotationStep,
  waitingFor: RotatedSigningKey["waitingFor"],
  config: Env,
): RotatedSigningKey {
  return { step, waitingFor, keyFile: describeKeys(config).keyFile };
}

/** One that cannot be asked counts as not ready. */
async function serversThat(
  key: KeyObject,
  isAgainst: (trusted: boolean) => string | null,
): Promise<RotatedSigningKey["waitingFor"]> {
  const servers = (await serverLoads(await openMaster())).filter(({ kind }) => kind === "libsql-server");
  const found = await Promise.all(
    servers.map(async (server) => {
      try {
        const [trusted = false] = await trustsKeys(serverRefOf(server), [key]);
        return { server: server.name, why: isAgainst(trusted) };
      } catch (error) {
        return { server: server.name, why: engineErrorOf(error)?.message ?? String(error) };
      }
    }),
  );
  return found.flatMap(({ server, why }) => (why === null ? [] : [{ server, why }]));
}

async function record(actor: Actor, action: string): Promise<void> {
  await write(await openMaster(), actor, (tx) =>
    recordAudit(tx, { action, subject: { type: "server", id: "signing-key" } }),
  );
}
