import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEvents } from "@/drizzle/master/schema";
import { type ChainHead, type MasterDb, type MasterTx, recordAudit } from "@/lib/databases";

/** Whose chain it is: a company's, or with null the platform's own. */
export interface ChainOwner {
  readonly companyId: string | null;
  readonly label: string;
}

const subjectOf = ({ companyId, label }: ChainOwner) =>
  companyId === null
    ? ({ type: "audit", id: "platform", label } as const)
    : ({ type: "company", id: companyId, label } as const);

const soundAction = "audit.chain-sound";

/** Where a chain ended when it was last found sound; the platform's audit remembers it. */
export async function lastSoundHead(master: MasterDb, owner: ChainOwner): Promise<ChainHead | null> {
  const { type, id } = subjectOf(owner);
  const [event] = await master
    .select({ changes: auditEvents.changes })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectType, type),
        eq(auditEvents.subjectId, id),
        eq(auditEvents.action, soundAction),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  // Somebody may have altered this very event; then the platform's own chain says so.
  const kept = stored.safeParse(event && JSON.parse(event.changes));
  return kept.success ? { seq: kept.data.seq[1], hash: kept.data.hash[1] } : null;
}

const stored = z.object({
  seq: z.tuple([z.unknown(), z.number()]),
  hash: z.tuple([z.unknown(), z.string()]),
});

/** Keeps where a sound chain ended. What has not grown leaves no second event. */
export async function rememberSoundHead(
  tx: MasterTx,
  owner: ChainOwner,
  { before, now }: { before: ChainHead | null; now: ChainHead },
): Promise<void> {
  if (before?.seq === now.seq) return;
  await recordAudit(tx, {
    action: soundAction,
    subject: subjectOf(owner),
    changes: { seq: [before?.seq ?? null, now.seq], hash: [before?.hash ?? null, now.hash] },
    ...(owner.companyId !== null && { companyId: owner.companyId }),
  });
}

/** Keeps that a chain was found broken, where, and how. */
export async function recordBrokenChain(
  tx: MasterTx,
  owner: ChainOwner,
  { seq, why }: { seq: number; why: string },
): Promise<void> {
  await recordAudit(tx, {
    action: "audit.chain-broken",
    subject: subjectOf(owner),
    changes: { seq: [null, seq], why: [null, why] },
    ...(owner.companyId !== null && { companyId: owner.companyId }),
  });
}
