import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { EngineError, isEngineError } from "../../errors";
import type { TenantTemplate } from "../../template";
import { jitteredPause, type Patience } from "./patience";
import type { TursoDatabase, TursoPlatform } from "./platform";

/** Written last into a template, so that it is in nothing that is incomplete; copies lose it before they are used. */
export const templateMark = "medadmin_template";

/** What a template under construction may take before it counts as abandoned. */
const abandonedMs = 60 * 60_000;

export interface TemplatePlace {
  readonly platform: TursoPlatform;
  readonly group: string;
  readonly patience: Patience;
  /** A client that may write. The caller closes it. */
  readonly connect: (database: TursoDatabase) => Client;
}

/**
 * The database of a group that new ones are copies of: `template-<what is in it>-<when><by chance>`. Each attempt makes
 * one under a name of its own, so that two hosts never write into one, and whoever is killed leaves nothing that is
 * taken for complete.
 *
 * @returns its name
 */
export async function findOrMakeTemplate(place: TemplatePlace, template: TenantTemplate): Promise<string> {
  return (await findComplete(place, template)) ?? (await make(place, template));
}

async function findComplete(place: TemplatePlace, template: TenantTemplate): Promise<string | null> {
  const found = (await place.platform.databases(place.group))
    .filter(({ name }) => name.startsWith(prefixOf(template)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const database of found) {
    const client = place.connect(database);
    try {
      if (await inSpiteOfFailures(place.patience, () => hasMark(client))) return database.name;
      if (Date.now() - madeAt(database.name) > abandonedMs) await place.platform.remove(database.name);
    } catch (error) {
      // Being made at this moment, or just removed by somebody.
      if (!isEngineError(error, "DatabaseMissing")) throw error;
    } finally {
      client.close();
    }
  }
  return null;
}

async function make(place: TemplatePlace, template: TenantTemplate): Promise<string> {
  const { platform, group, connect } = place;
  const name = `${prefixOf(template)}${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  // Taken by nobody else: by a try of ours whose answer was lost.
  const made = (await platform.create(name, group, null)) ?? (await platform.database(name));
  if (!made) throw new EngineError("ServerFailed", "Turso lost a database that it had just made.", { name });
  const client = connect(made);
  try {
    await whenServed(place.patience, () => client.execute("SELECT 1"));
    await template.build(client);
    await client.execute(`CREATE TABLE ${templateMark} (one INTEGER PRIMARY KEY)`);
  } catch (error) {
    // Nothing is a copy of it yet. What cannot be removed now is removed as abandoned.
    await platform.remove(name).catch(() => {});
    throw error;
  } finally {
    client.close();
  }
  return name;
}

export async function hasMark(client: Client): Promise<boolean> {
  const sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return (await client.execute({ sql, args: [templateMark] })).rows.length > 0;
}

/**
 * What a database answers that was just made, as soon as it does. `read` changes nothing, as it is repeated.
 * @throws EngineError `ServerFailed` when it never answers
 */
export async function whenServed<T>(patience: Patience, read: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience.readyMs;
  for (let failed = 1; ; failed++) {
    try {
      return await read();
    } catch (error) {
      const isComing = isEngineError(error, "DatabaseMissing") || isEngineError(error, "ServerFailed");
      if (!isComing) throw error;
      if (performance.now() > until) {
        const message = "The database was made, but Turso does not serve it yet; try again in some minutes.";
        throw new EngineError("ServerFailed", message, {}, { cause: error });
      }
      await pause(Math.min(2_000, jitteredPause(patience, failed)));
    }
  }
}

/** As `read` answers, after a failure that passes too; a database that is missing is not waited for. */
async function inSpiteOfFailures<T>(patience: Patience, read: () => Promise<T>): Promise<T> {
  for (let failed = 1; ; failed++) {
    try {
      return await read();
    } catch (error) {
      if (!isEngineError(error, "ServerFailed") || failed >= patience.attempts) throw error;
      await pause(jitteredPause(patience, failed));
    }
  }
}

/** Short: with the organization's slug it is one label of a host name, of which 63 letters are allowed. */
function prefixOf({ name }: TenantTemplate): string {
  return `template-${name.slice(0, 12)}-`;
}

/** Milliseconds UTC, as the name says. */
function madeAt(name: string): number {
  return Number.parseInt(name.slice(name.lastIndexOf("-") + 1, -4), 36);
}
