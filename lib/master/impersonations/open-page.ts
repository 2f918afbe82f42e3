import { sql } from "drizzle-orm";
import { impersonationPages } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

/** Writes down that a page was looked at, for the company to know. */
export async function recordOpenedPage(
  tx: MasterTx,
  { impersonationId, path }: { impersonationId: string; path: string },
): Promise<void> {
  await tx
    .insert(impersonationPages)
    .values({ impersonationId, path })
    .onConflictDoUpdate({
      target: [impersonationPages.impersonationId, impersonationPages.path],
      set: { times: sql`${impersonationPages.times} + 1` },
    });
}
