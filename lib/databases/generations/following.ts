import type { TenantRef } from "../registry";

/**
 * What the generation after this one will be. A change that another host takes back raises the epoch by more than one,
 * and numbers follow the epoch: so no two attempts ever have the same number, and what a host that was only slow still
 * does to its own, it does to nobody's. A generation that says it was replaced says by its epoch with which.
 */
export function following<T extends Pick<TenantRef, "generation" | "epoch">>(ref: T): T {
  const next = numberAfter(ref);
  return { ...ref, generation: next, epoch: next };
}

/** Number of the generation after this one; there may be none between. */
export const numberAfter = ({ generation, epoch }: Pick<TenantRef, "generation" | "epoch">) =>
  Math.max(generation, epoch) + 1;
