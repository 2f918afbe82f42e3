import { notFound } from "next/navigation";
import type { MasterDb } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { type FoundServer, readServer } from "@/lib/master/fleet/servers/read-server";

/** The server an address names. */
export async function serverOf(master: MasterDb, id: string): Promise<FoundServer> {
  try {
    return await readServer(master, id);
  } catch (error) {
    if (isDomainError(error, "notFound")) notFound();
    throw error;
  }
}
