import { createHash } from "node:crypto";
import { and, gte, lt } from "drizzle-orm";
import { submissions } from "@/drizzle/tenant/schema";
import type { MasterTx, TenantTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

const day = 86_400_000;

export interface Submission {
  /** Made for one rendering of one form. */
  readonly key: string;
  /** Which action it is for. */
  readonly action: string;
  readonly input: unknown;
}

/** The key was made for another form or another person. */
export class SubmissionReused extends DomainError {
  constructor() {
    super("submissionReused");
  }
}

/**
 * Does the work of a submission once: a repeat gets the first result. The form sent again with other content, because
 * it stayed open after saving, is a new submission. Each kind of database keeps its own; the tables are alike.
 * @throws SubmissionReused
 */
export async function once<T>(
  tx: TenantTx | MasterTx,
  { key, action, input }: Submission,
  now: Date,
  work: () => Promise<T>,
): Promise<T> {
  const content = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const sent = await tx
    .select()
    .from(submissions)
    .where(and(gte(submissions.key, `${key}.`), lt(submissions.key, `${key}/`)));
  if (sent.some((each) => each.action !== action || each.actorId !== tx.actor.id))
    throw new SubmissionReused();
  const first = sent.find((each) => each.key === `${key}.${content}`);
  if (first) return JSON.parse(first.result);
  const result = await work();
  await tx.insert(submissions).values({
    key: `${key}.${content}`,
    action,
    actorId: tx.actor.id ?? "",
    result: JSON.stringify(result ?? null),
    createdAt: now.getTime(),
  });
  // Now and then, so that not every write reads the whole table.
  if (content.startsWith("A"))
    await tx.delete(submissions).where(lt(submissions.createdAt, now.getTime() - day));
  return result;
}
