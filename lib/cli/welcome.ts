import { openMaster, write } from "@/lib/databases";
import { hasMasterAdmin } from "@/lib/master/setup/create-master-admin";
import { createSetupToken } from "@/lib/master/setup/setup-token";
import { makeWholeDemo, showDemo } from "./commands/demo";
import { operatorActor } from "./operator";

/**
 * What to tell the person who started the server, with line ends: how to make the first master admin while there is
 * none, and the logins of the demo when that was asked for.
 */
export async function welcome({ url, demo }: { url: string; demo: boolean }): Promise<string> {
  // The demo makes a master admin of its own, after which the link would lead nowhere.
  const logins = demo ? await demoLines() : "";
  return `${logins}${await setupLine(url)}`;
}

/** The link is made anew at each start, and works once: only its hash is kept. */
async function setupLine(url: string): Promise<string> {
  const master = await openMaster();
  if (await hasMasterAdmin(master)) return "";
  const token = await write(master, operatorActor("start-up"), (tx) => createSetupToken(tx, new Date()));
  return `There is no master admin yet. Make the first one within 24 hours at ${url}/setup/${token}\n`;
}

async function demoLines(): Promise<string> {
  const making = makeWholeDemo({ companies: 0, doctors: 0, seed: 1 }, operatorActor("start-up"), new Date());
  for (;;) {
    const next = await making.next();
    if (next.done) return `${showDemo(next.value)}\n`;
  }
}
