import { testActor } from "@/lib/testing/actor";
/** A process that backs a company up, or restores it, and kills itself on the way: `<data folder> <company> <work> <step>`. */
import { startTestEngine } from "@/lib/testing/engine";
import { stopEngine } from "../start-engine";
import { backupTenant } from "./backup-tenant";
import { findTenantBackup } from "./find-tenant-backup";
import { restoreTenant } from "./restore-tenant";

const [dataDir = "", companyId = "", work = "", dieAt = ""] = process.argv.slice(2);
const onStep = (step: string) => {
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
};
await startTestEngine(dataDir);
const now = new Date();
if (work === "backup") await backupTenant(companyId, { actor: testActor, reason: "asked", now, onStep });
else await restoreTenant(await findTenantBackup(companyId, "latest"), { actor: testActor, now, onStep });
await stopEngine();
