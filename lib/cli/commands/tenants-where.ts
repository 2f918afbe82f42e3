import { z } from "zod";
import { openMaster, openTenantAt, toTenantRef } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { findTenantRow } from "@/lib/databases/registry";
import { whereAmI } from "@/lib/journeys/where-am-i";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { bytes, instant } from "../table";

export const tenantsWhere = defineCommand({
  name: "tenants where",
  summary: "Which database a company's rows really are in, as that database says itself",
  options: [["--company <slug-or-code>", "which company"]],
  input: z.object({ company: z.string() }),
  async run({ company: slugOrCode }) {
    const master = await openMaster();
    const company = await findCompany(master, slugOrCode);
    const database = toTenantRef(await findTenantRow(master, company.id));
    const whereabouts = await whereAmI({ master, db: openTenantAt(database), companyId: company.id });
    const place = engine().server(database.server).where(database);
    return {
      data: { slug: company.slug, name: company.name, companyId: company.id, place, ...whereabouts },
      failed: !whereabouts.agrees,
    };
  },
  show: (found) =>
    [
      `${found.name} (${found.slug})`,
      `   Server: ${found.serverKind}`,
      `   Place: ${found.place}`,
      `   Database: ${found.databaseId}, generation ${found.generation}`,
      `   Encrypted: ${found.keyId ? `with its own key ${found.keyId}` : "not by us"}`,
      `   Schema: ${found.schemaVersion}`,
      `   Size: ${bytes(found.sizeBytes)}`,
      `   Made: ${instant(found.createdAt)}`,
      `   Last change: ${found.lastChangeAt === null ? "none yet" : instant(found.lastChangeAt)}`,
      found.agrees
        ? "   The database and the registry agree."
        : "   THE DATABASE AND THE REGISTRY DO NOT AGREE: what stands here is what the database says.",
    ].join("\n"),
});
