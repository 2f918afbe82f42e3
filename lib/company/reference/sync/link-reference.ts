import { and, eq } from "drizzle-orm";
import { referenceBases, regions } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { referenceTables } from "../kinds";
import { asSubject, type ReferenceEntry, requireEntry } from "../require-entry";
import { type Twin, writeBase } from "./holdings";
import { type Offer, type OfferTarget, requireOffer } from "./offers";

/**
 * Makes a row of the company's own the copy of the entry it was offered for. It keeps its id and what it says; where
 * that differs from the catalogue it is the company's edit from now on, and the rest follows the catalogue.
 * @throws NotFound when the offer is no longer open
 */
export async function linkReference(tx: TenantTx, target: OfferTarget): Promise<ReferenceEntry> {
  const offer = await requireOffer(tx, target);
  const { kind, catalogueId, row, entry } = offer;
  const table = referenceTables[kind];
  const linked = { origin: "catalogue" as const, catalogueId, version: row.version + 1 };
  await tx.update(table).set(linked).where(eq(table.id, row.id));
  if (kind === "region")
    await tx.update(regions).set({ isoCode: entry.isoCode }).where(eq(regions.id, row.id));
  await rememberAnswer(tx, offer, null);
  await recordAudit(tx, {
    action: "reference.linked",
    subject: asSubject(row),
    changes: { origin: [row.origin, "catalogue"], catalogueName: [null, entry.name] },
  });
  return requireEntry(tx, kind, row.id);
}

/**
 * The company's row stays its own, and the entry is never offered again.
 * @throws NotFound when the offer is no longer open
 */
export async function declineLink(tx: TenantTx, target: OfferTarget): Promise<ReferenceEntry> {
  const offer = await requireOffer(tx, target);
  const { row, entry, by } = offer;
  await rememberAnswer(tx, offer, { id: row.id, by, declined: true });
  await recordAudit(tx, {
    action: "reference.link-declined",
    subject: asSubject(row),
    changes: { catalogueName: [null, entry.name] },
  });
  return row;
}

async function rememberAnswer(
  tx: TenantTx,
  { kind, catalogueId, entry }: Offer,
  twin: Twin | null,
): Promise<void> {
  await tx
    .update(referenceBases)
    .set({ base: writeBase(entry, twin) })
    .where(and(eq(referenceBases.kind, kind), eq(referenceBases.catalogueId, catalogueId)));
}
