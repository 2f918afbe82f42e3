import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { goBack } from "../generations/go-back";
import { isChanging, whileChanging } from "../generations/next-generation";
import type { Actor } from "../handles";
import { registryRow } from "../provisioning/saga";
import { anyTenantRef } from "../registry";
import { clearAwayElsewhere } from "../sandboxes/clear-away-sandboxes";
import type { Finding } from "./finding";
import { moveAside } from "./move-aside";
import { quarantineIfLasting } from "./quarantine";
import { isRegistryTrusted } from "./reconcile";
import { type RegisteredDatabase, registeredHere } from "./registered";
import { takeBackElsewhere } from "./take-back-elsewhere";

const interrupted = ["migrating", "restoring"];

/**
 * Takes back changes of this process that failed and could not be taken back at once, as on a disk that was full: their
 * companies may read and not write until then. What is at work is left alone; what was begun by a process that died has
 * been seen to at the start.
 */
export async function takeBackInterrupted(actor: Actor): Promise<Finding[]> {
  if (!(await isRegistryTrusted())) return [];
  const findings = await takeBackElsewhere(actor, new Date());
  if (!engine().folder) return [...findings, ...(await clearAwayElsewhere(actor))];
  for (const row of await registeredHere()) {
    if (!interrupted.includes(row.state) || isChanging(row.databaseId)) continue;
    findings.push(await takeBack(actor, row));
  }
  return findings;
}

async function takeBack(actor: Actor, row: RegisteredDatabase): Promise<Finding> {
  const about = { what: "database", id: row.databaseId } as const;
  try {
    await whileChanging(anyTenantRef(row), async () => {
      // It may have been taken back, and another change begun and ended, since the row was read.
      const now = await registryRow(row.databaseId);
      if (interrupted.includes(now.state)) await goBack(anyTenantRef(now), actor, moveAside);
    });
    return { ...about, measure: "recovered", reason: `${row.state} was interrupted and taken back` };
  } catch (error) {
    const quarantined = await quarantineIfLasting(actor, row, error);
    return quarantined ?? { ...about, measure: "named", reason: messageWithoutData(error) };
  }
}
