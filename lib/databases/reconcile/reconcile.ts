import { installation, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import type { Actor } from "../handles";
import type { KeyEntry } from "../keyring/keyring";
import { takeBackMoves } from "../moves/take-back-move";
import type { Beginning } from "../provisioning/provision";
import { clearAwayElsewhere, clearAwaySandboxes } from "../sandboxes/clear-away-sandboxes";
import { localServerId } from "../start-engine";
import type { Finding } from "./finding";
import { checkRegistered, type Present, registeredHere } from "./registered";
import { finishAbandoned, finishUnfinished } from "./unfinished";
import { explainFile, explainKey } from "./unknown";

/**
 * Compares the registry with what is on disk and in the keyring, before anybody uses either: finishes what an
 * earlier process began, takes back what it left in the middle, quarantines what cannot be helped. Deletes nothing but
 * sandboxes that were discarded or never finished.
 *
 * A master that came out of a backup knows less than the disk does: then nothing is moved or taken back, only named.
 *
 * @returns everything that was not as it should be
 */
export async function reconcile(actor: Actor, beginning: Beginning): Promise<Finding[]> {
  const trusted = await isRegistryTrusted();
  const moves = trusted ? await takeBackMoves(actor, new Date()) : [];
  if (!engine().folder) {
    const cleared = trusted ? await clearAwayElsewhere(actor) : [];
    return [...moves, ...cleared, ...(await finishAbandoned(actor, beginning))];
  }
  const keys = (await engine().keyring.list()).filter((key) => key.destroyedAt === null);
  return [
    ...moves,
    ...(await checkDatabases(actor, keys, trusted)),
    ...(trusted ? await clearAwaySandboxes(actor, keys, () => presentHere(keys)) : []),
    ...(await finishUnfinished(actor, beginning)),
    ...(await explainTheRest(keys, trusted)),
  ];
}

export async function isRegistryTrusted(): Promise<boolean> {
  const [row] = await engine().master.select().from(installation);
  return row?.removalBlockedAt == null;
}

async function checkDatabases(actor: Actor, keys: readonly KeyEntry[], trusted: boolean): Promise<Finding[]> {
  // The registry first: a change that is published meanwhile adds a file, and none goes.
  const rows = await registeredHere();
  const present = await presentHere(keys);
  const findings: Finding[] = [];
  for (const row of rows) {
    const finding = await checkRegistered(actor, row, present, trusted);
    if (finding) findings.push(finding);
  }
  return findings;
}

/** What is on disk and in the keyring now. */
export async function presentHere(keys: readonly KeyEntry[]): Promise<Present> {
  const names = await localServer().list();
  return {
    files: new Set(names.map((name) => `${name.databaseId}.${name.generation}`)),
    keys: new Set(keys.map((key) => key.id)),
  };
}

/**
 * Files and keys that no row of the registry accounts for.
 * @param mayAct false only names them
 */
export async function explainTheRest(
  keys: readonly KeyEntry[],
  trusted: boolean,
  mayAct = true,
): Promise<Finding[]> {
  const { master } = engine();
  const server = localServer();
  // The files first: a company that is being made meanwhile is registered before it has one.
  const files = await server.list();
  const rows = await master
    .select({ id: tenantDatabases.id, generation: tenantDatabases.generation })
    .from(tenantDatabases);
  const generations = new Map(rows.map((row) => [row.id, row.generation]));
  const findings: Finding[] = [];
  for (const name of files) {
    const current = generations.get(name.databaseId);
    if (current === undefined) {
      findings.push(await explainFile(server.where(name), name, keys, trusted && mayAct));
    } else if (name.generation > Math.max(1, current)) {
      const reason = `it is a later generation than the registry's ${current}`;
      findings.push({
        what: "file",
        id: `${name.databaseId}.${name.generation}.db`,
        measure: "named",
        reason,
      });
    }
  }
  for (const key of keys) {
    if (!generations.has(key.databaseId ?? "")) findings.push(await explainKey(key, mayAct));
  }
  return findings;
}

function localServer() {
  return engine().server({ id: localServerId, kind: "file", url: "", adminUrl: null });
}
