import { and, eq, lt } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabaseState } from "@/drizzle/master/schema/states";
import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import type { Actor } from "../handles";
import type { TenantRef } from "../registry";
import { write } from "../write";
import { numberAfter } from "./following";

/** The right to take a change back: nobody publishes it any more, and nobody else takes it back at the same time. */
export interface BackClaim {
  /** What the registry says instead of the change's reason, different each time. */
  readonly reason: string;
  /**
   * Later than any that the change gave: by it the database itself is known to have been taken back, and the next change
   * makes another generation than the one that was begun.
   */
  readonly epoch: number;
}

/**
 * Takes the registry's word from whoever is at a change of a database on another machine, in one statement: either the
 * change is published, or it is taken back.
 * @param held how the row must be found: as the change announced it, or silent since a moment in UTC milliseconds
 *
 * Whoever has a claim may sleep for as long as they like: what they still do is refused or concerns nobody. The database
 * has the later epoch by then, the registry another reason, and the number they drop is never used again.
 * @returns null when it was published, ended, or is somebody else's by now
 */
export async function claimBack(
  { databaseId, generation, epoch }: TenantRef,
  state: DatabaseState,
  held: { readonly reason: string } | { readonly silentSince: number },
  actor: Actor,
): Promise<BackClaim | null> {
  const claim = { reason: `being taken back (${newId()})`, epoch: numberAfter({ generation, epoch }) + 1 };
  const claimed = await write(engine().master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ stateReason: claim.reason })
      .where(
        and(
          eq(tenantDatabases.id, databaseId),
          eq(tenantDatabases.generation, generation),
          eq(tenantDatabases.epoch, epoch),
          eq(tenantDatabases.state, state),
          "reason" in held
            ? eq(tenantDatabases.stateReason, held.reason)
            : lt(tenantDatabases.updatedAt, held.silentSince),
        ),
      )
      .returning({ id: tenantDatabases.id }),
  );
  return claimed.length === 0 ? null : claim;
}

/** While it is ours. */
export const isClaimedBy = ({ reason }: BackClaim) => eq(tenantDatabases.stateReason, reason);
