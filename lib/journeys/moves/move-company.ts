import { and, eq, ne } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema";
import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import {
  type Actor,
  EngineError,
  type MasterDb,
  type MovePlan,
  planMove,
  recordAudit,
  write,
} from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { findServer } from "@/lib/master/fleet/find-server";
import { enqueueDrain, enqueueMove } from "@/lib/master/fleet/moves/move-jobs";
import { startDraining } from "@/lib/master/fleet/servers/drain-server";

/** It would lose its encryption, and that was not agreed to. */
export class ConsentMissing extends DomainError {
  constructor() {
    super("moveRefused.plain");
  }
}

/**
 * The database a company works in, or its sandbox.
 * @throws EngineError `UnknownDatabase`
 */
export async function databaseOf(
  master: MasterDb,
  companyId: string,
  purpose: DatabasePurpose = "main",
): Promise<string> {
  const [row] = await master
    .select({ id: tenantDatabases.id })
    .from(tenantDatabases)
    .where(
      and(
        eq(tenantDatabases.companyId, companyId),
        eq(tenantDatabases.purpose, purpose),
        ne(tenantDatabases.state, "removed"),
      ),
    );
  if (row) return row.id;
  const what = purpose === "main" ? "database" : "sandbox";
  throw new EngineError("UnknownDatabase", `This company has no ${what}.`, { companyId });
}

/**
 * What a move would do; changes nothing.
 * @throws NotFound `server`; EngineError `UnknownDatabase`, `MoveRefused`, `ServerFailed`
 */
export async function previewMove(
  master: MasterDb,
  companyId: string,
  to: string,
  purpose: DatabasePurpose = "main",
): Promise<MovePlan> {
  const server = await findServer(master, to);
  return planMove(await databaseOf(master, companyId, purpose), server.id);
}

export interface MoveRequest {
  readonly companyId: string;
  readonly databaseId: string;
  readonly toServerId: string;
  readonly acceptPlain: boolean;
}

/**
 * Asks for a move as a job. What can be refused now is refused now.
 * @returns id of the job
 * @throws AlreadyAsked, ConsentMissing; EngineError as `planMove`
 */
export async function requestMove(
  master: MasterDb,
  actor: Actor,
  { companyId, databaseId, toServerId, acceptPlain }: MoveRequest,
  now: Date,
): Promise<string> {
  const plan = await planMove(databaseId, toServerId);
  if (plan.losesEncryption && !acceptPlain) throw new ConsentMissing();
  const label = await readCompanyName(master, companyId);
  return write(master, actor, async (tx) => {
    await recordAudit(tx, {
      action: "company.move-asked",
      subject: { type: "company", id: companyId, label },
      changes: {
        server: [plan.from.name, plan.to.name],
        ...(plan.losesEncryption && { plainConsent: [false, true] }),
      },
      companyId,
    });
    const input = { companyId, databaseId, toServerId, acceptPlain };
    return enqueueMove(tx, input, actor.id ?? "", now);
  });
}

/**
 * Asks for the last move of a database to be taken back, as a job.
 * @throws AlreadyAsked
 */
export async function requestMoveBack(
  master: MasterDb,
  actor: Actor,
  { companyId, databaseId }: Pick<MoveRequest, "companyId" | "databaseId">,
  now: Date,
): Promise<string> {
  const label = await readCompanyName(master, companyId);
  return write(master, actor, async (tx) => {
    await recordAudit(tx, {
      action: "company.move-back-asked",
      subject: { type: "company", id: companyId, label },
      companyId,
    });
    return enqueueMove(tx, { companyId, databaseId, undo: true }, actor.id ?? "", now);
  });
}

/**
 * Says that a server is being emptied, and asks for it as a job.
 * @throws NotFound `server`; AlreadyAsked
 */
export async function requestDrain(
  master: MasterDb,
  actor: Actor,
  { serverId, acceptPlain }: { readonly serverId: string; readonly acceptPlain: boolean },
  now: Date,
): Promise<string> {
  await startDraining(master, actor, serverId, now);
  return write(master, actor, (tx) => enqueueDrain(tx, { serverId, acceptPlain }, actor.id ?? "", now));
}
