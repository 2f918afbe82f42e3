import { followingMoves, handleState } from "./handle-state";
import type { TenantDb } from "./handles";

/**
 * Opens and verifies now what a handle would open on first use, so that who hands the handle out can answer for it.
 * Costs nothing when it is open already.
 * @throws EngineError `DatabaseMissing`, `WrongKey`, `WrongIdentity`, `SchemaOutOfRange`
 */
export async function ensureOpen(db: TenantDb): Promise<void> {
  const state = handleState(db);
  await followingMoves(state, () => state.open.use(async () => {}));
}
