import { engine } from "./engine";
import type { TenantRef } from "./registry";

/** Bytes that a company's database takes on its server now; null when the server does not tell. */
export function tenantSize(ref: TenantRef): Promise<number | null> {
  return engine().server(ref.server).size(ref);
}
