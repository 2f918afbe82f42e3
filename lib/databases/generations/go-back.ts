import { and, eq, ne } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { removeFile } from "../create-file";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { readIdentity } from "../identity";
import type { TenantRef } from "../registry";
import { write } from "../write";
import { type BackClaim, isClaimedBy } from "./claim-back";
import { unfence, unfenceBefore } from "./fence";
import { following } from "./following";
import { assertNothingThere, saysItIsTheOne } from "./later-generation";

/**
 * Makes the published generation writable again after a change to the next one failed or died: the copy goes, the
 * fence falls, the registry says ready. Not repeated is fine, repeated too; a change that did get published stays.
 *
 * @param dispose what to do with the unfinished copy
 * @param claim where another host may be at the same change: once it is lost, nothing is done any more
 * @throws EngineError `LaterGeneration` when people worked with what the registry takes for unfinished, and what
 * opening the database throws; nothing has changed then
 */
export async function goBack(
  ref: TenantRef,
  actor: Actor,
  dispose: (path: string) => Promise<void> = removeFile,
  claim: BackClaim | null = null,
): Promise<void> {
  const { master, server, keyring } = engine();
  const place = server(ref.server);
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const own = and(eq(tenantDatabases.id, ref.databaseId), eq(tenantDatabases.generation, ref.generation));
  const isOver = async () =>
    (await master.$count(tenantDatabases, and(own, ...(claim ? [isClaimedBy(claim)] : [])))) === 0;
  if (await isOver()) return;
  const connection = await place.open(ref, key);
  try {
    // Opening may have taken long.
    if (claim && (await isOver())) return;
    const next = following(ref);
    // What an earlier version left does not say that it was never published; but the source does.
    const said = await readIdentity(connection.writer).catch(() => null);
    if (!saysItIsTheOne(said, ref)) await assertNothingThere(ref, next);
    // First, since the disk may be full.
    if (place.capabilities.localFiles) await dispose(place.where(next));
    else await place.drop(next);
    if (claim) await unfenceBefore(connection.writer, claim.epoch);
    else await unfence(connection.writer, ref.epoch);
  } finally {
    connection.close();
  }
  await write(master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null, ...(claim && { epoch: claim.epoch }) })
      .where(
        and(
          own,
          // Its company may have been deleted from another host meanwhile.
          ne(tenantDatabases.state, "removed"),
          ...(claim ? [isClaimedBy(claim)] : []),
        ),
      ),
  );
}
