/**
 * Another web host that knows of a person only what the master says:
 * `<master url> <token> <signing key, PKCS 8> <company> <user>`. For each line it is sent it answers how many rows the
 * person is shown, and whether a replica showed them.
 */
import { createInterface } from "node:readline";
import { importPKCS8 } from "jose";
import { counters } from "@/drizzle/tenant/schema";
import { remoteOptions } from "@/lib/testing/remote-engine";
import { engine } from "../engine";
import { observeEngine } from "../observer";
import { findTenantRow, toTenantRef } from "../registry";
import { startEngine } from "../start-engine";
import { openTenantAt } from "../tenant";
import { writtenBy } from "./written-positions";

const [url = "", authToken = "", pem = "", companyId = "", userId = ""] = process.argv.slice(2);
await startEngine(remoteOptions({ url, authToken }, await importPKCS8(pem, "EdDSA")));
let answered = false;
observeEngine({
  read: () => {},
  wrote: () => {},
  replicaRead: (event) => {
    answered = event.answered;
  },
});

process.stdout.write("ready\n");
for await (const _ of createInterface(process.stdin)) {
  const { master } = engine();
  const ref = toTenantRef(await findTenantRow(master, companyId));
  const db = openTenantAt(ref, null, await writtenBy(master, userId, ref));
  const rows = await db.$count(counters);
  process.stdout.write(`${rows} ${answered ? "replica" : "primary"}\n`);
}
