import type { DatabasePurpose, DatabaseState } from "@/drizzle/master/schema/states";
import { verifyChain } from "../audit-chain";
import type { Connection } from "../connection";
import { engine } from "../engine";
import { engineErrorOf } from "../errors";
import { laterGenerations } from "../generations/later-generation";
import { isChanging } from "../generations/next-generation";
import { anyTenantRef, findTenantRow, type TenantRef, type TenantRefRow } from "../registry";
import { cached, openTenantAt } from "../tenant";
import { damaged } from "./check-pages";
import { examineConnection } from "./examine-connection";
import { failed } from "./examine-contents";
import { type Expectation, expectationOf } from "./expectation";
import { finding, type IntegrityFinding, reasonOf } from "./finding";
import type { Knowledge } from "./knowledge";
import { probe } from "./probe";

/**
 * Looks at everything that one company's database should be, and names what it is not. Changes nothing: what is
 * written to try it is taken back. Whatever fails is a finding.
 */
export async function examineTenant(
  companyId: string,
  knowledge: Knowledge,
  purpose: DatabasePurpose = "main",
): Promise<IntegrityFinding[]> {
  const row = await findTenantRow(engine().master, companyId, purpose).catch(() => null);
  if (!row) {
    return [finding("database.missing", "No database is registered for this company.", { companyId })];
  }
  const { databaseId, state } = row;
  if (isChanging(databaseId)) {
    return [finding("database.busy", "Something is being done with it right now.", { databaseId })];
  }
  if (underWay.includes(state)) return overtaken(row);
  if (state !== "ready") return unavailable(row);
  const ref = anyTenantRef(row);
  try {
    return [...(await laterThan(ref)), ...(await examineReady(ref, knowledge))];
  } catch (error) {
    return [unopened(ref, error)];
  }
}

const underWay: readonly DatabaseState[] = ["migrating", "moving", "restoring"];

/** A change that the registry takes for unfinished, and that people work behind: a restored master does not know. */
async function overtaken(row: TenantRefRow): Promise<IntegrityFinding[]> {
  const later = await laterThan(anyTenantRef(row)).catch(() => []);
  if (later.length === 0) return [];
  // It may have been published while we looked.
  const now = await findTenantRow(engine().master, row.companyId, row.purpose).catch(() => row);
  return now.generation === row.generation ? later : [];
}

/** What the registry's survey has a better word for is left to it. */
function unavailable({ databaseId, state }: TenantRefRow): IntegrityFinding[] {
  if (state !== "quarantined" && state !== "failed") return [];
  const message = `The database is ${state}: "tenants list" says why; nobody opens it until that is resolved.`;
  return [finding("database.unavailable", message, { databaseId, state })];
}

/** No change takes the place of one; which of both is right only a person can tell. */
async function laterThan(ref: TenantRef): Promise<IntegrityFinding[]> {
  return (await laterGenerations(ref)).map((generation) =>
    finding(
      "database.later-generation",
      `There is a generation ${generation}, but the registry says ${ref.generation}: find out which is right.`,
      { generation, registered: ref.generation },
    ),
  );
}

async function examineReady(ref: TenantRef, knowledge: Knowledge): Promise<IntegrityFinding[]> {
  const expectation = await expectationOf(knowledge);
  const open = cached(ref);
  const wasOpen = open.isOpen;
  const opened = await open.use(async () => null).catch((error: unknown) => error);
  if (opened !== null) return examineUnverified(ref, expectation);
  try {
    return await open.use(async (connection) => [
      ...(await examineConnection(askedOf(connection, ref), ref, expectation)),
      ...(await tryWriting(connection, ref, knowledge)),
      ...(await checkAudit(ref)),
    ]);
  } finally {
    if (!wasOpen && open.isIdle) await open.close();
  }
}

/** It opens, but is not what nobody doubts: all the more reason to look inside. */
async function examineUnverified(ref: TenantRef, expectation: Expectation): Promise<IntegrityFinding[]> {
  const key = ref.keyId === null ? null : await engine().keyring.reveal(ref.keyId);
  const connection = await engine().server(ref.server).open(ref, key);
  try {
    return await examineConnection(askedOf(connection, ref), ref, expectation);
  } finally {
    connection.close();
  }
}

/** A token that only reads is refused the check of the pages, so another machine is asked through the writer. */
function askedOf({ reader, writer }: Connection, { server }: TenantRef): Connection["reader"] {
  return engine().server(server).capabilities.localFiles ? reader : writer;
}

/** By its own queue and with a deadline of its own; a database that just is too busy is not broken. */
async function tryWriting(
  connection: Connection,
  ref: TenantRef,
  knowledge: Knowledge,
): Promise<IntegrityFinding[]> {
  const [own] = (await connection.reader.execute("SELECT fenced_at FROM identity WHERE one = 1")).rows;
  if (own?.fenced_at !== null) return [];
  return probe(connection, ref, knowledge.probes).catch((error) => {
    if (engineErrorOf(error)?.code === "Busy") {
      return [finding("database.busy", "Too many writes are waiting for it to be tried now.")];
    }
    return [failed("writing", error)];
  });
}

async function checkAudit(ref: TenantRef): Promise<IntegrityFinding[]> {
  try {
    const { brokenAt } = await verifyChain(openTenantAt(ref), null);
    if (!brokenAt) return [];
    const message = `The audit is ${brokenAt.why} at event ${brokenAt.seq}: compare it with a backup.`;
    return [finding("audit.broken", message, brokenAt)];
  } catch (error) {
    return [failed("audit", error)];
  }
}

function unopened(ref: TenantRef, error: unknown): IntegrityFinding {
  const known = engineErrorOf(error);
  const { databaseId, generation } = ref;
  const detail = { databaseId, generation, reason: known?.code ?? "unexpected" };
  if (known?.code === "DatabaseMissing") {
    const message = `The file of generation ${generation} is not there: put it back, or restore a backup.`;
    return finding("database.missing", message, detail);
  }
  const isFile = !known || known.code === "Damaged";
  if (isFile && failed("file", error).code === "integrity.damaged") return damaged(reasonOf(error));
  return finding("database.unreadable", `It cannot be opened: ${reasonOf(error)}`, detail);
}
