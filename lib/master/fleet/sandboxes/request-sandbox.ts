import { z } from "zod";
import { assertSandboxPlace, isEngineError, type MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/id";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { requireSandboxPlan } from "./require-sandbox-plan";

export const sandboxJobKind = "company.make-sandbox";

const id = z.string().refine(isId);

/** What a sandbox shall be. */
export const sandboxOrder = z.object({
  companyId: id,
  masked: z.boolean(),
  /** Why people's contact data stay in it; null when it is masked. */
  reason: z.string().nullable(),
  /** The sandbox that is discarded for it; null when there is none. */
  replaces: id.nullable(),
});
export type SandboxOrder = z.output<typeof sandboxOrder>;

/**
 * Asks for a company's sandbox. While one is being made, asking again changes nothing.
 * @param userId who asks
 * @throws DomainError `sandboxNotInPlan`, `sandboxNoPlace`; EngineError `UnknownDatabase`
 */
export async function requestSandbox(
  tx: MasterTx,
  order: SandboxOrder,
  userId: string,
  now: Date,
): Promise<void> {
  await requireSandboxPlan(tx, order.companyId);
  if (order.replaces === null) {
    await assertSandboxPlace(tx, order.companyId).catch((error: unknown) => {
      if (isEngineError(error, "NoPlace")) throw new DomainError("sandboxNoPlace");
      throw error;
    });
  }
  await enqueueJob(
    tx,
    {
      kind: sandboxJobKind,
      companyId: order.companyId,
      input: order,
      uniqueKey: `${sandboxJobKind} ${order.companyId}`,
      maxAttempts: 3,
      requestedById: userId,
    },
    now,
  );
}
