import { afterAll, beforeAll, expect, it } from "vitest";
import { companies } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { findCompany } from "./find-company";

let master: Awaited<ReturnType<typeof testMaster>>;
beforeAll(async () => {
  master = await testMaster();
  const [email, phone, nameFolded] = ["office@example.com", "+994501234567", "x"];
  const named = (id: string, slug: string, code: string | null) =>
    ({ id, slug, code, name: id, nameFolded, email, phone, state: "active" }) as const;
  await write(master.db, master.actor, (tx) =>
    tx
      .insert(companies)
      .values([
        named("stranger", "th001", null),
        named("hospital", "city-hospital", "TH001"),
        named("digits", "2026", null),
        named("year", "clinic", "2026"),
      ]),
  );
});
afterAll(() => master.dispose());

const found = async (named: string) => (await findCompany(master.db, named)).id;

it("finds a company by its slug and by its code, however they are typed", async () => {
  expect(await found("City-Hospital")).toBe("hospital");
  expect(await found("CLINIC")).toBe("year");
  await expect(found("nobody")).rejects.toMatchObject({ code: "notFound" });
});

it("takes nobody for the company whose code their slug reads like: as it is typed tells, or nothing does", async () => {
  expect(await found("TH001")).toBe("hospital");
  expect(await found("th001")).toBe("stranger");
  for (const named of ["Th001", "2026"])
    await expect(found(named)).rejects.toMatchObject({ code: "companyAmbiguous", params: { named } });
});
