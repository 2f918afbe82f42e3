import { installation } from "@/drizzle/master/schema/registry";
import type { MasterDb } from "./handles";

/** Names this installation in what leaves it: backups, certificates. */
export async function installationId(master: MasterDb): Promise<string> {
  const [row] = await master.select({ id: installation.id }).from(installation);
  return row?.id ?? "";
}
