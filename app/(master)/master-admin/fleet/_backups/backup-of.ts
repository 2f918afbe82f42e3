import { notFound } from "next/navigation";
import type { MasterDb } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/id";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";
import { readBackup } from "@/lib/master/fleet/backups/read-backup";

/** The backup an address names. */
export async function backupOf(master: MasterDb, id: string): Promise<ListedBackup> {
  if (!isId(id)) notFound();
  try {
    return await readBackup(master, id);
  } catch (error) {
    if (isDomainError(error, "notFound")) notFound();
    throw error;
  }
}
