import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { referenceBases } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { type ReferenceKind, referenceKinds } from "../kinds";
import { findEntry, type ReferenceEntry } from "../require-entry";
import { readBase, type Twin } from "./holdings";
import type { EntryValues } from "./values";

/** A row of the company's own that may be the same as an entry of the catalogue. */
export interface Offer {
  readonly kind: ReferenceKind;
  readonly catalogueId: string;
  /** What the catalogue says. */
  readonly entry: EntryValues;
  readonly row: ReferenceEntry;
  readonly by: Twin["by"];
}

/** Which offer is answered. */
export const offerTarget = z.object({ kind: z.enum(referenceKinds), catalogueId: z.string() });
export type OfferTarget = z.output<typeof offerTarget>;

const isOpen = sql`json_extract(${referenceBases.base}, '$.twin.declined') = 0`;

/** Offers to link that wait for the company's answer, in the order of the catalogue's names. */
export async function listOffers(db: TenantDb, kind: ReferenceKind): Promise<Offer[]> {
  const rows = await db
    .select({ catalogueId: referenceBases.catalogueId, base: referenceBases.base })
    .from(referenceBases)
    .where(and(eq(referenceBases.kind, kind), isOpen))
    .orderBy(sql`json_extract(${referenceBases.base}, '$.name')`);
  const offers = await Promise.all(rows.map((row) => offerOf(db, kind, row)));
  return offers.filter((offer) => offer !== null);
}

/** @throws NotFound when it was answered, or the row is gone or linked meanwhile */
export async function requireOffer(
  db: TenantDb | TenantTx,
  { kind, catalogueId }: OfferTarget,
): Promise<Offer> {
  const [row] = await db
    .select({ catalogueId: referenceBases.catalogueId, base: referenceBases.base })
    .from(referenceBases)
    .where(and(eq(referenceBases.kind, kind), eq(referenceBases.catalogueId, catalogueId), isOpen));
  const offer = row && (await offerOf(db, kind, row));
  if (!offer) throw new NotFound(kind);
  return offer;
}

async function offerOf(
  db: TenantDb | TenantTx,
  kind: ReferenceKind,
  { catalogueId, base }: { catalogueId: string; base: string },
): Promise<Offer | null> {
  const { values, twin } = readBase(base);
  const row = twin && (await findEntry(db, kind, twin.id));
  return row?.origin === "company" ? { kind, catalogueId, entry: values, row, by: twin?.by ?? "name" } : null;
}
