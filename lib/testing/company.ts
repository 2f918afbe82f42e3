import { eq } from "drizzle-orm";
import { companies, tenantDatabases } from "@/drizzle/master/schema";
import { type Beginning, openMaster, openTenant, provision, registerDatabase, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testActor } from "./actor";

/** A company that begins with nothing and is at once open. */
export const emptyBeginning: Beginning = {
  welcome: async () => {},
  open: (tx, companyId) =>
    tx
      .update(companies)
      .set({ state: "active" })
      .where(eq(companies.id, companyId))
      .then(() => {}),
};

/** Enters a company of the running engine into master and registry, without making its database. */
export async function enterTestCompany(slug = `test-${newId()}`) {
  const companyId = newId();
  const provisioningId = await write(await openMaster(), testActor, async (tx) => {
    await tx.insert(companies).values({
      id: companyId,
      slug,
      name: slug,
      nameFolded: slug,
      email: "test@example.com",
      phone: "+994501234567",
      state: "provisioning",
    });
    return registerDatabase(tx, { companyId, userId: null });
  });
  return { companyId, provisioningId };
}

/** A company of the running engine with a database of its own, as the engine alone makes it. */
export async function testCompany(slug?: string) {
  const { companyId, provisioningId } = await enterTestCompany(slug);
  await provision(provisioningId, { actor: testActor, beginning: emptyBeginning });
  const master = await openMaster();
  const [database] = await master
    .select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.companyId, companyId));
  if (!database) throw new Error("The company has no database.");
  return { companyId, databaseId: database.id, keyId: database.keyId ?? "", db: await openTenant(companyId) };
}

/** Puts into the registry what an engine would not. */
export async function setDatabase(id: string, values: Partial<typeof tenantDatabases.$inferInsert>) {
  await write(await openMaster(), testActor, (tx) =>
    tx.update(tenantDatabases).set(values).where(eq(tenantDatabases.id, id)),
  );
}
