import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import { assertSpace, withDraft } from "../backups/drafts";
import { type Connection, retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { EngineError, isEngineError } from "../errors";
import type { TenantRef } from "../registry";
import { copyDown } from "../remote-copies/copy-down";
import { copyUp } from "../remote-copies/copy-up";
import { workplace } from "../workplace";
import { fence } from "./fence";
import type { GenerationChange } from "./next-generation";
import { prepareCopy } from "./prepare-copy";
import { stayingAlive } from "./staying-alive";

/**
 * As for files, where the database is on another machine: brought here, changed and proven here, and brought back as
 * the next generation. Here it stands in a draft, encrypted with a key that exists only meanwhile. Writers of all hosts
 * are kept out by its fence; another host that takes the change back for silence takes the fence away, which is noticed
 * before anything is published.
 *
 * @returns name of the last migration in the new generation, which nobody was told of yet
 */
export async function replaceRemotely(
  { reader, writer }: Pick<Connection, "reader" | "writer">,
  ref: TenantRef,
  next: TenantRef,
  change: GenerationChange,
): Promise<string> {
  const { transform, transformApart, replaceBy, onStep = () => {} } = change;
  const bytes = await engine().server(ref.server).size(ref);
  const folder = workplace();
  await onStep("announced");
  if (change.evenUnverified) await fence(writer);
  else await fenceUnreplaced(writer, ref);
  const fencedAt = await fencedAtOf(writer);
  if (!(await isAnnounced(ref, change))) {
    await letFenceFall(writer, fencedAt);
    throw takenBack();
  }
  await onStep("fenced");
  const { databaseId, generation } = ref;
  return stayingAlive(
    { databaseId, generation, state: change.state, reason: change.reason },
    change.actor,
    () =>
      behindOwnFence(writer, fencedAt, () =>
        withDraft(folder, newId(), async (draft) => {
          const file = join(draft, "generation.db");
          const key = randomBytes(32).toString("hex");
          // A copy, and what changing it writes beside it.
          if (bytes !== null) await assertSpace(folder.backups, 2 * bytes);
          if (replaceBy) await replaceBy(file, reader, key);
          else await copyDown(reader, file, key, bytes);
          await onStep("copied");
          const about = { original: null, from: file, to: file, key, newKey: null, next };
          await prepareCopy({ ...about, transform, transformApart, onStep });
          if (await isTakenBack(writer, fencedAt)) throw takenBack();
          const schemaVersion = await putThere(writer, fencedAt, file, key, next);
          await onStep("moved");
          return schemaVersion;
        }),
      ),
  );
}

/** @returns name of the last migration in it */
async function putThere(
  writer: Connection["writer"],
  fencedAt: number | null,
  file: string,
  key: string,
  next: TenantRef,
): Promise<string> {
  try {
    const schemaVersion = await copyUp(file, key, next);
    await markMoved(writer, next.epoch, fencedAt);
    return schemaVersion;
  } catch (error) {
    // Nobody else ever makes, publishes or looks for a generation of this number.
    if (await isTakenBack(writer, fencedAt).catch(() => false))
      await engine()
        .server(next.server)
        .drop(next)
        .catch(() => {});
    throw error;
  }
}

/** Who slept until another host took the change back must not keep writers out after that. */
async function isAnnounced(
  { databaseId, generation, epoch }: TenantRef,
  { state, reason }: GenerationChange,
): Promise<boolean> {
  const own = and(
    eq(tenantDatabases.id, databaseId),
    eq(tenantDatabases.generation, generation),
    eq(tenantDatabases.epoch, epoch),
    eq(tenantDatabases.state, state),
    eq(tenantDatabases.stateReason, reason),
  );
  return (await engine().master.$count(tenantDatabases, own)) > 0;
}

async function letFenceFall(writer: Connection["writer"], fencedAt: number | null): Promise<void> {
  if (fencedAt === null) return;
  const sql = "UPDATE identity SET fenced_at = NULL WHERE one = 1 AND fenced_at = ?";
  await retryWhileBusy(writer, () => writer.execute({ sql, args: [fencedAt] }));
}

/** Whatever fails once our fence is gone fails for that: what is there now is another host's, and is left to it. */
async function behindOwnFence<T>(
  writer: Connection["writer"],
  fencedAt: number | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (await isTakenBack(writer, fencedAt).catch(() => false)) throw takenBack(cause);
    throw cause;
  }
}

/** Who slept before the fence may find that another host took the change back; then no fence of ours stays behind. */
async function fenceUnreplaced(writer: Connection["writer"], { epoch }: TenantRef): Promise<void> {
  const sql = "UPDATE identity SET fenced_at = ? WHERE one = 1 AND epoch <= ?";
  const { rowsAffected } = await retryWhileBusy(writer, () =>
    writer.execute({ sql, args: [Date.now(), epoch] }),
  );
  if (rowsAffected !== 1) throw takenBack();
}

async function isTakenBack(writer: Connection["writer"], fencedAt: number | null): Promise<boolean> {
  if (fencedAt === null) return false;
  const { rows } = await writer.execute("SELECT fenced_at FROM identity WHERE one = 1");
  return rows[0]?.fenced_at !== fencedAt;
}

/** Null when the database is not in order and has no row to keep anybody out with. */
async function fencedAtOf(writer: Connection["writer"]): Promise<number | null> {
  const found = await writer.execute("SELECT fenced_at FROM identity WHERE one = 1").catch(() => null);
  const at = found?.rows[0]?.fenced_at;
  return at == null ? null : Number(at);
}

/** Only behind our own fence: another one, or none, is somebody else's who found us silent. */
async function markMoved(
  writer: Connection["writer"],
  epoch: number,
  fencedAt: number | null,
): Promise<void> {
  if (fencedAt === null) return;
  const sql = "UPDATE identity SET epoch = ? WHERE one = 1 AND fenced_at = ?";
  const { rowsAffected } = await retryWhileBusy(writer, () =>
    writer.execute({ sql, args: [epoch, fencedAt] }),
  );
  if (rowsAffected !== 1) throw takenBack();
}

const tookBack = "taken-back";

export const takenBack = (cause?: unknown) =>
  new EngineError(
    "DatabaseUnavailable",
    "Another host found nobody at this change and took it back; begin again.",
    { why: tookBack },
    { cause },
  );

/** Then there is nothing to go back from: another host has done so, and may be at the next change already. */
export const isTakenBackElsewhere = (error: unknown) =>
  isEngineError(error, "DatabaseUnavailable") && error.detail.why === tookBack;
