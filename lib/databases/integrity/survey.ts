import { and, eq, isNull } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { companyRemovals } from "@/drizzle/master/schema/removals";
import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import { interruptedBackups } from "../backups/forget-interrupted";
import { engine } from "../engine";
import { isChanging } from "../generations/next-generation";
import { unsettledKeys } from "../keyring/replace-key";
import { isProvisioning } from "../provisioning/provision";
import { explainTheRest, isRegistryTrusted, presentHere } from "../reconcile/reconcile";
import { registeredHere, whatIsMissing } from "../reconcile/registered";
import { unfinished } from "../reconcile/unfinished";
import { finding, type IntegrityFinding, reasonOf } from "./finding";
import { surveyServers } from "./survey-servers";

/** Something about a company's database, or about a file or key that is nobody's. */
export interface Surveyed {
  readonly companyId: string | null;
  /** Which of the company's databases. */
  readonly purpose?: DatabasePurpose;
  readonly finding: IntegrityFinding;
}

/**
 * Compares the registry with the disk and the keyring as the reconciler does, and only says what it would find: changes
 * that died in the middle, companies that were never finished, files, keys and databases on servers that nobody knows.
 */
export async function surveyRegistry(): Promise<Surveyed[]> {
  const surveyed = (await unfinished())
    .filter(({ id }) => !isProvisioning(id))
    .map(({ companyId, databaseId, attempts }) => ({
      companyId,
      finding: finding(
        "database.unfinished",
        `Its making was interrupted, after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}.`,
        { databaseId, attempts },
      ),
    }));
  const elsewhere = (await surveyServers()).map((each) => ({ companyId: null, finding: each }));
  const removals = [...(await surveyRemovals()), ...elsewhere];
  if (!engine().folder) return [...surveyed, ...removals];
  const half = new Set(surveyed.map(({ companyId }) => companyId));
  return [
    ...surveyed,
    ...removals,
    ...(await surveyDatabases(half)),
    ...(await surveyTheRest()),
    ...(await surveyTraces()),
  ];
}

/** What else a process leaves that dies in the middle; nothing waits for it, so it keeps nobody from being examined. */
async function surveyTraces(): Promise<Surveyed[]> {
  const keys = (await unsettledKeys()).map(({ id }) =>
    finding("key.unsettled", `The keyring calls key ${id} a coming one, but it is in use.`, { id }),
  );
  const backups = (await interruptedBackups()).map(({ id }) =>
    finding("backup.interrupted", `The making of backup ${id} was interrupted.`, { id }),
  );
  return [...keys, ...backups].map((each) => ({ companyId: null, finding: each }));
}

/** A removal that began can only go on: the job does it within the hour, or an operator now. */
async function surveyRemovals(): Promise<Surveyed[]> {
  const begun = await engine()
    .master.select({ companyId: companies.id, removalId: companyRemovals.id })
    .from(companyRemovals)
    .innerJoin(companies, eq(companies.id, companyRemovals.companyId))
    .where(
      and(
        eq(companies.state, "closed"),
        isNull(companyRemovals.cancelledAt),
        isNull(companyRemovals.removedAt),
      ),
    );
  const message = "Its removal began and was not finished. Go on with it: tenants delete --due";
  return begun.map(({ companyId, removalId }) => ({
    companyId,
    finding: finding("removal.unfinished", message, { removalId }),
  }));
}

async function surveyDatabases(unfinishedCompanies: ReadonlySet<string>): Promise<Surveyed[]> {
  const rows = await registeredHere();
  const keys = (await engine().keyring.list()).filter((key) => key.destroyedAt === null);
  const present = await presentHere(keys);
  return rows.flatMap((row): Surveyed[] => {
    const { companyId, databaseId, purpose, state, generation } = row;
    if (generation === 0 || isChanging(databaseId) || unfinishedCompanies.has(companyId)) return [];
    const missing = whatIsMissing(row, present);
    if (missing) {
      const message = `${sentence(missing.why)}: put it back, or restore a backup.`;
      return [
        {
          companyId,
          purpose,
          finding: finding("database.missing", message, { databaseId, reason: missing.code }),
        },
      ];
    }
    if (state === "ready" || state === "quarantined" || state === "provisioning") return [];
    const message = `The registry says ${state}, but nobody is at it: whoever began it has died.`;
    return [{ companyId, purpose, finding: finding("database.interrupted", message, { databaseId, state }) }];
  });
}

async function surveyTheRest(): Promise<Surveyed[]> {
  const keys = (await engine().keyring.list()).filter((key) => key.destroyedAt === null);
  try {
    const found = await explainTheRest(keys, await isRegistryTrusted(), false);
    return found.flatMap(({ what, id, reason }): Surveyed[] => {
      // Who examines the database itself says it there.
      if (reason.startsWith("it is a later generation")) return [];
      const code = what === "key" ? "key.unknown" : "file.unknown";
      return [
        {
          companyId: null,
          finding: finding(code, `${what === "key" ? "Key" : "File"} ${id}: ${reason}.`, { id }),
        },
      ];
    });
  } catch (error) {
    const message = `The files could not be compared with the registry: ${reasonOf(error)}`;
    return [{ companyId: null, finding: finding("check.failed", message, { check: "files" }) }];
  }
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
