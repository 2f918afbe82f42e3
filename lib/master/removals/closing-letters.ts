import { and, eq, gt, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { companyRemovals, jobs, memberships, users } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { latestRemoval, type Removal } from "./queries";

/** One letter to one owner: sending it again after a crash repeats no other. */
export const closingLetterJobKind = "company.closing-letter";
export const closingLetterInput = z.object({
  removalId: z.string(),
  userId: z.string(),
  about: z.enum(["closing", "reminder", "reopened"]),
});
export type ClosingLetter = z.output<typeof closingLetterInput>;

/** So long before a company is removed its owners are told once more. */
export const remindBeforeMs = 7 * 86_400_000;

/** People who own a company and can sign in, with what a letter to them needs. */
export function companyOwners(master: MasterDb | MasterTx, companyId: string) {
  return master
    .select({
      id: users.id,
      username: users.username,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      locale: users.locale,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.companyId, companyId), eq(memberships.role, "owner"), eq(users.state, "active")),
    )
    .orderBy(users.id);
}

/**
 * Has the owners of a company told what became of its closing; `tx` is the transaction in which it did. What was asked
 * for once is not asked for again.
 * @returns how many letters are new
 */
export async function planClosingLetters(
  tx: MasterTx,
  { companyId, about }: { readonly companyId: string; readonly about: ClosingLetter["about"] },
  now: Date,
): Promise<number> {
  const removal = await latestRemoval(tx, companyId);
  if (!removal) return 0;
  let planned = 0;
  for (const { id: userId } of await companyOwners(tx, companyId)) {
    const uniqueKey = keyOf(removal, userId, about);
    if ((await tx.$count(jobs, eq(jobs.uniqueKey, uniqueKey))) > 0) continue;
    const input: ClosingLetter = { removalId: removal.id, userId, about };
    await enqueueJob(tx, { kind: closingLetterJobKind, companyId, input, uniqueKey }, now);
    planned++;
  }
  return planned;
}

/** Names the letter. Of a removal that was put off, after the master was restored, the reminder is another one. */
export const keyOf = ({ id, dueAt }: Pick<Removal, "id" | "dueAt">, userId: string, about: string) =>
  `${closingLetterJobKind} ${about} ${id} ${dueAt} ${userId}`;

/** Companies that are removed within the week. */
export async function companiesToRemind(master: MasterDb, now: Date): Promise<string[]> {
  const rows = await master
    .select({ companyId: companyRemovals.companyId })
    .from(companyRemovals)
    .where(
      and(
        isNull(companyRemovals.cancelledAt),
        isNull(companyRemovals.removedAt),
        gt(companyRemovals.dueAt, now.getTime()),
        lte(companyRemovals.dueAt, now.getTime() + remindBeforeMs),
      ),
    );
  return rows.map(({ companyId }) => companyId);
}
