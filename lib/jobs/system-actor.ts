import type { Actor } from "@/lib/databases";

/** Who does what nobody asked for: no person. */
export const systemActor: Actor = { id: null, name: "MedAdmin", address: null, requestId: null };
