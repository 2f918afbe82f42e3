import { prepareSandboxCopy } from "@/lib/company/sandbox/mask-copy";
import {
  type Actor,
  assertSandboxPossible,
  destroySandbox,
  isRetiredSandbox,
  makeSandbox,
  openMaster,
  type SandboxStep,
  write,
} from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { beginSandbox, endSandbox, noteSandboxMade } from "@/lib/master/fleet/sandboxes/begin-sandbox";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import type { SandboxOrder } from "@/lib/master/fleet/sandboxes/request-sandbox";
import { requireSandboxPlan } from "@/lib/master/fleet/sandboxes/require-sandbox-plan";
import { tellCompany } from "../tell-company";
import { tellBoth } from "./tell-both";

export interface SandboxWatch {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: SandboxStep) => void | Promise<void>;
  readonly free?: (folder: string) => Promise<number>;
}

export interface MadeSandbox {
  readonly databaseId: string;
  readonly masked: boolean;
  readonly bytes: number | null;
  /** False when there was one already. */
  readonly isNew: boolean;
}

/**
 * Makes a company's sandbox, in the place of the one that the order names. May be repeated: one that is there already
 * stays; what an attempt that died or failed left is cleared away.
 *
 * @throws DomainError `sandboxNotInPlan`, `sandboxCompanyClosed`, `sandboxReason`; NotFound `company`; EngineError
 * as `makeSandbox`: nothing is left of the new one then, and what was to be discarded may be gone
 */
export async function makeCompanySandbox(
  order: SandboxOrder,
  actor: Actor,
  watch: SandboxWatch,
): Promise<MadeSandbox> {
  const { companyId, masked, replaces } = order;
  const reason = masked ? null : (order.reason?.trim() ?? "");
  if (reason === "") throw new DomainError("sandboxReason");
  const master = await openMaster();
  const existing = await readSandbox(master, companyId);
  if (existing?.madeAt != null && existing.databaseId !== replaces) {
    return {
      databaseId: existing.databaseId,
      masked: existing.masked,
      bytes: existing.sizeBytes,
      isNew: false,
    };
  }
  await readCompanyName(master, companyId);
  // Before anything is discarded for it.
  await assertSandboxPossible(companyId, watch.free);
  const begun = await write(master, actor, async (tx) => {
    const name = await requireSandboxPlan(tx, companyId);
    const begun = await beginSandbox(tx, { ...order, reason }, watch.now());
    if (existing?.madeAt != null && begun.former !== null)
      await tellBoth(tx, { id: companyId, name }, "company.sandbox-discarded", { reset: [null, true] });
    return { ...begun, name };
  });
  const { databaseId, former, name } = begun;
  const changes: Record<string, readonly [unknown, unknown]> = { masked: [null, masked] };
  if (reason !== null) changes.reason = [null, reason];
  const subject = { type: "company", id: companyId, label: name } as const;
  try {
    if (former !== null) await destroySandbox(former, actor);
    const bytes = await makeSandbox(databaseId, {
      actor,
      prepare: (copy) => prepareSandboxCopy(copy, masked),
      first: { action: "company.sandbox-made", subject, changes },
      alsoWrite: async (tx) => {
        // It may have been suspended or closed meanwhile.
        await requireSandboxPlan(tx, companyId);
        await noteSandboxMade(tx, databaseId, watch.now());
        await tellBoth(tx, { id: companyId, name }, "company.sandbox-made", changes);
      },
      ...(watch.signal && { signal: watch.signal }),
      ...(watch.onStep && { onStep: watch.onStep }),
      ...(watch.free && { free: watch.free }),
    });
    await tellCompany(master, companyId, watch.now());
    return { databaseId, masked, bytes, isNew: true };
  } catch (error) {
    // What cannot be cleared away now is left to the reconciler, which finds it by its state.
    await clearAway(companyId, databaseId, actor, watch.now()).catch(() => {});
    throw error;
  }
}

async function clearAway(companyId: string, databaseId: string, actor: Actor, now: Date): Promise<void> {
  const master = await openMaster();
  const current = await readSandbox(master, companyId);
  if (current?.databaseId === databaseId && current.madeAt === null)
    await write(master, actor, (tx) => endSandbox(tx, companyId, now));
  if (await isRetiredSandbox(databaseId)) await destroySandbox(databaseId, actor);
}
