const minute = 60_000;
const hour = 60 * minute;

/** Unused this long, a session ends: a working day. */
export const idleLifetime = 12 * hour;
/** However much it is used, a session ends: once a month everybody proves again who they are. */
export const absoluteLifetime = 30 * 24 * hour;
/** A request writes only when the last writing is this old, so that reading stays reading. */
export const touchInterval = 5 * minute;

/** When a session that is used at `now` ends, in ms UTC. */
export function expiryOf(session: { createdAt: number }, now: Date): number {
  return Math.min(now.getTime() + idleLifetime, session.createdAt + absoluteLifetime);
}
