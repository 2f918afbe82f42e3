/** Another process with a company's file open: writes, waits until it may not any more, and says why. */
import { setTimeout as pause } from "node:timers/promises";
import { counters } from "@/drizzle/tenant/schema";
import { isEngineError } from "../errors";
import { tenantHandle } from "../handle-state";
import { OpenDatabase } from "../open-database";
import { openFile } from "../open-file";
import type { TenantRef } from "../registry";
import { write } from "../write";

const { path, key, ref } = JSON.parse(process.argv[2] ?? "") as { path: string; key: string; ref: TenantRef };
const actor = { id: null, name: "Other process", address: null, requestId: null };
const open = new OpenDatabase(() => openFile(path, key));
const db = tenantHandle({ kind: "tenant", open, ref, refresh: null, restriction: null });

await write(db, actor, (tx) => tx.insert(counters).values({ name: "child", value: 1 }));
for (;;) {
  await pause(5);
  try {
    await write(db, actor, (tx) => tx.update(counters).set({ value: 2 }));
  } catch (error) {
    if (isEngineError(error, "Fenced")) continue;
    process.stdout.write(isEngineError(error) ? error.code : String(error));
    break;
  }
}
