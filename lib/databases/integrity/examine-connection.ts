import { eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { readLedger } from "../migrations/ledger";
import type { TenantRef } from "../registry";
import { checkIdentity } from "./check-identity";
import type { Asked } from "./describe-schema";
import { examineContents, failed } from "./examine-contents";
import type { Expectation } from "./expectation";
import { finding, type IntegrityFinding } from "./finding";

/** Looks at a database that is open, by reading only. */
export async function examineConnection(
  reader: Asked,
  ref: TenantRef,
  expectation: Expectation,
): Promise<IntegrityFinding[]> {
  return [
    ...(await checkIdentity(reader, ref).catch((error) => [failed("identity", error)])),
    ...(await checkSize(reader, ref).catch((error) => [failed("size", error)])),
    ...(await checkRegistered(reader, ref).catch((error) => [failed("registry", error)])),
    ...(await examineContents(reader, expectation, ref.companyId)),
  ];
}

/** A copy that was interrupted is shorter than what it says of itself. */
async function checkSize(reader: Asked, ref: TenantRef): Promise<IntegrityFinding[]> {
  const sql = "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size";
  const [pages] = (await reader.execute(sql)).rows;
  const wanted = Number(pages?.page_count) * Number(pages?.page_size);
  const bytes = await engine().server(ref.server).size(ref);
  if (bytes === null || bytes >= wanted) return [];
  const message = `The file has ${bytes} bytes, but says of itself that it has ${wanted}: it was cut off.`;
  return [finding("database.size", message, { bytes, wanted })];
}

async function checkRegistered(reader: Asked, ref: TenantRef): Promise<IntegrityFinding[]> {
  const found = (await readLedger(reader)).at(-1)?.name ?? null;
  const [row] = await engine()
    .master.select({ schemaVersion: tenantDatabases.schemaVersion })
    .from(tenantDatabases)
    .where(eq(tenantDatabases.id, ref.databaseId));
  const registered = row?.schemaVersion ?? null;
  if (found === registered) return [];
  const message = `The registry says that its schema is ${registered ?? "none"}, its own ledger says ${found ?? "none"}.`;
  return [finding("registry.schema-version", message, { registered, found })];
}
