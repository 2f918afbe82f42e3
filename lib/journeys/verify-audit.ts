import {
  type Actor,
  type ChainReport,
  type MasterDb,
  messageWithoutData,
  openMaster,
  openTenant,
  verifyChain,
  write,
} from "@/lib/databases";
import {
  type ChainOwner,
  lastSoundHead,
  recordBrokenChain,
  rememberSoundHead,
} from "@/lib/master/audit/sound-heads";
import { recordVerification, type VerificationRun } from "@/lib/master/audit/verification-runs";
import { listCompanies } from "@/lib/master/companies/list-companies";

export interface VerifiedChain extends ChainOwner {
  /** Null when its database could not be read; then `error` says why. */
  readonly report: ChainReport | null;
  readonly error: string | null;
}

/** The platform's chain and those of all companies that have a database. */
export async function allChains(master: MasterDb): Promise<ChainOwner[]> {
  const companies = (await listCompanies(master)).filter(
    ({ database, state }) => database.databaseId !== null && state !== "provisioning" && state !== "closed",
  );
  return [
    { companyId: null, label: "MedAdmin" },
    ...companies.map(({ id, name }) => ({ companyId: id, label: name })),
  ];
}

/**
 * Goes through chains one after the other and keeps in the platform's audit what was found: the head of each sound
 * chain, each break, and that somebody looked. One that cannot be read does not stop the others.
 */
export async function* verifyAudit(
  chains: readonly ChainOwner[],
  actor: Actor,
): AsyncGenerator<VerifiedChain, VerificationRun, void> {
  const master = await openMaster();
  const found: VerifiedChain[] = [];
  for (const chain of chains) {
    const verified = await verifyOne(master, chain, actor);
    found.push(verified);
    yield verified;
  }
  const run = summaryOf(found);
  await write(master, actor, (tx) => recordVerification(tx, run));
  return run;
}

async function verifyOne(master: MasterDb, owner: ChainOwner, actor: Actor): Promise<VerifiedChain> {
  const known = await lastSoundHead(master, owner);
  let report: ChainReport;
  try {
    const db = owner.companyId === null ? master : await openTenant(owner.companyId);
    report = await verifyChain(db, known);
  } catch (error) {
    return { ...owner, report: null, error: messageWithoutData(error) };
  }
  const { brokenAt, head } = report;
  if (brokenAt) await write(master, actor, (tx) => recordBrokenChain(tx, owner, brokenAt));
  else if (head)
    await write(master, actor, (tx) => rememberSoundHead(tx, owner, { before: known, now: head }));
  return { ...owner, report, error: null };
}

function summaryOf(found: readonly VerifiedChain[]): VerificationRun {
  return {
    chains: found.length,
    events: found.reduce((sum, { report }) => sum + (report?.events ?? 0), 0),
    broken: found.flatMap(({ label: name, report }) =>
      report?.brokenAt ? [{ name, ...report.brokenAt }] : [],
    ),
    unread: found.flatMap(({ label: name, error }) => (error === null ? [] : [{ name, error }])),
  };
}

/** As `verifyAudit`, for who only wants to know what came of it. */
export async function verifyAllAudits(master: MasterDb, actor: Actor): Promise<VerificationRun> {
  const running = verifyAudit(await allChains(master), actor);
  for (;;) {
    const next = await running.next();
    if (next.done) return next.value;
  }
}
