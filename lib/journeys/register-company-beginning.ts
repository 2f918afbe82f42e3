import { and, eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import { openMaster, type ProvisionOptions, recordAudit } from "@/lib/databases";
import { performCrossings } from "./crossings";

/** How a company begins once its database is there: its first rows, then it is open for work. */
export function companyBeginning(now: Date): ProvisionOptions["beginning"] {
  return {
    welcome: async (companyId) => {
      await performCrossings(await openMaster(), companyId, now);
    },
    open: async (tx, companyId) => {
      const [opened] = await tx
        .update(companies)
        .set({ state: "active" })
        .where(and(eq(companies.id, companyId), eq(companies.state, "provisioning")))
        .returning({ name: companies.name });
      if (!opened) return;
      await recordAudit(tx, {
        action: "company.opened",
        subject: { type: "company", id: companyId, label: opened.name },
        changes: { state: ["provisioning", "active"] },
        companyId,
      });
    },
  };
}
