/** A process that writes rows for a company as fast as it can and says which are in: `<data folder> <company> here|apart`. */
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { startTestEngine } from "@/lib/testing/engine";
import { openTenant } from "./tenant";
import { write, writeApart } from "./write";

const [dataDir = "", companyId = "", where = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
const db = await openTenant(companyId);

let next = 0;
async function writeOn(): Promise<never> {
  for (;;) {
    const name = `row ${next++}`;
    await (where === "apart" ? writeApart : write)(db, testActor, (tx) =>
      tx.insert(counters).values({ name, value: 1 }),
    );
    process.stdout.write(`${name}\n`);
  }
}
await Promise.all(Array.from({ length: 20 }, writeOn));
