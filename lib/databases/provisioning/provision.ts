import { eq } from "drizzle-orm";
import { type ProvisioningStep, provisioningSteps, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { lastingError } from "../errors";
import { laterGeneration, standingAt } from "../generations/later-generation";
import type { Actor, MasterTx } from "../handles";
import { writeIdentity } from "../identity";
import { asNoSpace } from "../no-space";
import type { TenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import { advance, claim, isUnpublished, type Provisioning, recordFailure, unpublishedRef } from "./saga";

/** What the engine does not know: how a company begins. Both may be repeated. */
export interface Beginning {
  /** Writes the first rows into the published database. */
  readonly welcome: (companyId: string) => Promise<void>;
  /** Opens the company, in the transaction that ends the provisioning. */
  readonly open: (tx: MasterTx, companyId: string) => Promise<void>;
}

export interface ProvisionOptions {
  readonly actor: Actor;
  readonly beginning: Beginning;
  /** Called after a step's work (`made`) and again once it is recorded; crash tests end the process in it. */
  readonly onStep?: (step: ProvisioningStep, what: "made" | "recorded") => void | Promise<void>;
}

const runningKey = Symbol.for("medadmin.databases.provisionings");
const holder = globalThis as { [runningKey]?: Map<string, Promise<void>> };

/** Whether this process is at it now, as opposed to another one that died over it. */
export function isProvisioning(provisioningId: string): boolean {
  return holder[runningKey]?.has(provisioningId) ?? false;
}

/**
 * Makes a registered company's database, or goes on where an earlier attempt ended: key, copy of the template,
 * identity, publication, first rows. Every step may be repeated, and each is recorded when it is done, so that a
 * process may die anywhere. Two callers in one process share one attempt; of two processes the later takes over.
 *
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable` (quarantined), `Busy` (another process took over),
 * `NoSpace`, and whatever a server or the beginning throws; calling again goes on
 */
export function provision(provisioningId: string, options: ProvisionOptions): Promise<void> {
  holder[runningKey] ??= new Map();
  const running = holder[runningKey];
  const same = running.get(provisioningId);
  if (same) return same;
  const attempt = run(provisioningId, options).finally(() => running.delete(provisioningId));
  running.set(provisioningId, attempt);
  return attempt;
}

async function run(provisioningId: string, options: ProvisionOptions): Promise<void> {
  const claimed = await claim(options.actor, provisioningId);
  try {
    await goOn(claimed, options);
  } catch (error) {
    if (!lastingError(error) || !(await isUnpublished(claimed.databaseId))) throw error;
    // What an unpublished database lacks is made anew: nothing of value is in it.
    await goOn(await advance(options.actor, claimed, "registered"), options);
  }
}

async function goOn(claimed: Provisioning, { actor, beginning, onStep }: ProvisionOptions): Promise<void> {
  let current = claimed;
  try {
    for (const step of provisioningSteps.slice(provisioningSteps.indexOf(current.step) + 1)) {
      const alsoWrite = await perform(step, current, beginning);
      await onStep?.(step, "made");
      current = await advance(actor, current, step, alsoWrite);
      await onStep?.(step, "recorded");
    }
  } catch (error) {
    await recordFailure(actor, current, error).catch(() => {});
    throw asNoSpace(error);
  }
}

type AlsoWrite = ((tx: MasterTx) => Promise<unknown>) | undefined;

/** @returns what is to be written in the master together with the step */
async function perform(step: ProvisioningStep, p: Provisioning, beginning: Beginning): Promise<AlsoWrite> {
  switch (step) {
    case "registered":
      return undefined;
    case "keyed":
      return issueKey(await unpublishedRef(p.databaseId));
    case "copied":
      return copyTemplate(await unpublishedRef(p.databaseId), p.attempts > 1);
    case "identified":
      return identify(await unpublishedRef(p.databaseId));
    case "published":
      return publish(await unpublishedRef(p.databaseId));
    case "welcomed":
      await beginning.welcome(p.companyId);
      return undefined;
    case "done":
      return (tx) => beginning.open(tx, p.companyId);
  }
}

async function issueKey(ref: TenantRef): Promise<AlsoWrite> {
  const { keyring, server } = engine();
  if (!server(ref.server).capabilities.encryption) return undefined;
  const keyId = await keyring.issue(ref.databaseId);
  return (tx) => tx.update(tenantDatabases).set({ keyId }).where(eq(tenantDatabases.id, ref.databaseId));
}

/**
 * @param isAnother attempt: then somebody may have gone on with what an earlier one made, in a time that a restored
 * master knows nothing of
 */
async function copyTemplate(ref: TenantRef, isAnother: boolean): Promise<AlsoWrite> {
  const { server } = engine();
  if (isAnother && (await isInUse(ref))) throw laterGeneration({ ...ref, generation: 0 }, ref.generation);
  await server(ref.server).create(ref, await keyOf(ref));
  return undefined;
}

/** Before it is published nobody does anything in it that would be in its audit. */
async function isInUse(ref: TenantRef): Promise<boolean> {
  if ((await standingAt(ref)) !== "published") return false;
  const connection = await engine()
    .server(ref.server)
    .open(ref, await keyOf(ref));
  return connection.reader
    .execute("SELECT 1 FROM audit_events LIMIT 1")
    .then(({ rows }) => rows.length > 0)
    .finally(() => connection.close());
}

async function identify(ref: TenantRef): Promise<AlsoWrite> {
  const { server, schemaRange } = engine();
  const connection = await server(ref.server).open(ref, await keyOf(ref));
  try {
    const { companyId, databaseId, generation, epoch } = ref;
    await writeIdentity(connection.writer, { companyId, databaseId, generation, epoch, fencedAt: null });
    const schemaVersion = await verifySchema(connection.reader, schemaRange, ref);
    return (tx) =>
      tx.update(tenantDatabases).set({ schemaVersion }).where(eq(tenantDatabases.id, databaseId));
  } finally {
    connection.close();
  }
}

async function publish(ref: TenantRef): Promise<AlsoWrite> {
  return (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null, generation: ref.generation })
      .where(eq(tenantDatabases.id, ref.databaseId));
}

function keyOf(ref: TenantRef): Promise<string | null> {
  return ref.keyId === null ? Promise.resolve(null) : engine().keyring.reveal(ref.keyId);
}
