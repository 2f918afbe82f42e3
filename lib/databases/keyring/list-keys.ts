import { eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import type { KeyEntry } from "./keyring";

/** A key with whose it is, as far as the registry knows. */
export interface ListedKey extends KeyEntry {
  /** Slug, with a note when it is the sandbox's; null for tombstones and for keys of databases that nobody knows. */
  readonly company: string | null;
  /** The key-encryption key that wraps it; null once it is destroyed. */
  readonly kekId: string | null;
}

/** All keys and tombstones, by age; never a key itself. */
export async function listKeys(): Promise<ListedKey[]> {
  const { master, keyring } = engine();
  const found = await master
    .select({
      id: tenantDatabases.id,
      keyId: tenantDatabases.keyId,
      purpose: tenantDatabases.purpose,
      companySlug: companies.slug,
    })
    .from(tenantDatabases)
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId));
  const rows = found.map(({ companySlug, purpose, ...row }) => ({
    ...row,
    slug: purpose === "main" ? companySlug : `${companySlug} (sandbox)`,
  }));
  const byDatabase = new Map(rows.map(({ id, slug }) => [id, slug]));
  // A tombstone does not say whose it was; the registry may still name it.
  const byKey = new Map(rows.flatMap(({ keyId, slug }) => (keyId ? [[keyId, slug] as const] : [])));
  return (await keyring.list()).map((key) => ({
    ...key,
    company: byDatabase.get(key.databaseId ?? "") ?? byKey.get(key.id) ?? null,
    kekId: key.destroyedAt === null ? keyring.kekId : null,
  }));
}
