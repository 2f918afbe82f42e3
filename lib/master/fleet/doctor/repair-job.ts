import { z } from "zod";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/id";
import { AlreadyAsked, confirmedUntil, restoreJobInput } from "@/lib/master/fleet/backups/restore-jobs";
import { companyEntry } from "@/lib/master/impersonations/schema";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { keptCompany, keptExamination, keptStep } from "./kept-examination";

export const repairJobKind = "fleet.repair";

/** What an operator says on the page that shows the plan. */
export const repairForm = z.object({
  /** Null: files and keys that are nobody's. */
  companyId: z.preprocess((given) => given ?? null, z.string().refine(isId, "errors.invalid").nullable()),
  plan: z.string({ error: "errors.required" }).max(100, "errors.invalid"),
  reason: companyEntry.shape.reason,
});
export type RepairForm = z.output<typeof repairForm>;

export const repairJobInput = z.object({
  companyId: z.string().nullable(),
  plan: z.string(),
  until: restoreJobInput.shape.until,
});

/** `changed`: the plan was another by then, so nothing was done; `stopped`: a person has to see to something first. */
export const repairOutcomes = ["repaired", "nothing", "changed", "stopped", "failed"] as const;

export const repairJobResult = z.object({
  outcome: z.enum(repairOutcomes),
  /** Why it failed, in English. */
  error: z.string().nullable(),
  /** That was published; null when nothing inside the database was repaired. */
  generation: z.number().nullable(),
  /** Rows that were set aside. */
  quarantined: z.number(),
  steps: z.array(keptStep),
  /** How the company is now. */
  company: keptCompany.nullable(),
  /** Of a repair of what is nobody's: how that is now. */
  elsewhere: keptExamination.shape.elsewhere,
});
export type RepairResult = z.output<typeof repairJobResult>;

/** The plan that was read is not the plan there is. */
export class PlanChanged extends DomainError {
  constructor() {
    super("planChanged");
  }
}

export const repairAsked = ({ companyId, reason }: RepairForm) =>
  ({
    action: "database.repair-asked",
    subject: companyId === null ? { type: "installation", id: "one" } : { type: "company", id: companyId },
    changes: { reason: [null, reason] },
  }) as const;

/**
 * Asks for what a plan says, and nothing else; in the audit with the reason.
 * @throws AlreadyAsked: one repair of a company at a time
 */
export async function enqueueRepair(
  tx: MasterTx,
  asked: RepairForm,
  requestedById: string,
  now: Date,
): Promise<void> {
  const { companyId, plan } = asked;
  const uniqueKey = `${repairJobKind} ${companyId ?? "elsewhere"}`;
  const input = { companyId, plan, until: confirmedUntil(now) };
  const job = { kind: repairJobKind, companyId, input, uniqueKey, maxAttempts: 2, requestedById };
  const { isNew } = await enqueueJob(tx, job, now);
  if (!isNew) throw new AlreadyAsked();
  await recordAudit(tx, { ...repairAsked(asked), ...(companyId !== null && { companyId }) });
}
