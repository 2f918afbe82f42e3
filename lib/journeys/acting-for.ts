import type { Actor } from "@/lib/databases";

/** The company's owner with the platform admin behind them, as the company's audit names who impersonates. */
export function actingFor(owner: { id: string; name: string } | null, admin: Actor): Actor {
  const { id, name, address, requestId } = admin;
  return {
    id: owner?.id ?? null,
    name: owner?.name ?? "–",
    ...(id !== null && { impersonator: { id, name } }),
    address,
    requestId,
  };
}
