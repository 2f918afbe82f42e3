import type { Actor } from "@/lib/databases";

/** In whose name tests write where it is nobody in particular. */
export const testActor: Actor = { id: null, name: "Test", address: "127.0.0.1", requestId: "test" };
