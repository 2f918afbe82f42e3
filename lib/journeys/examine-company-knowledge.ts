import { and, eq } from "drizzle-orm";
import { memberships, users } from "@/drizzle/master/schema";
import type { Knowledge, MasterDb, Probe, Value } from "@/lib/databases";

const name = "medadmin probe";
const named = { name, name_folded: name, search_folded: name, name_sort: name, origin: "company" };
const hash = "0".repeat(64);

/** A row of every kind a company has, as somebody would add it; none is ever kept. Those come first that others need. */
export const companyProbes: readonly Probe[] = [
  { table: "members", row: { id: "probe", first_name: "P", last_name: "P", email: "probe@invalid" } },
  { table: "organization", row: { one: 1, name, owner_id: "probe" } },
  { table: "regions", row: { id: "probe", code: "MEDADMIN_PROBE", ...named } },
  { table: "cities", row: { id: "probe", region_id: "probe", ...named } },
  { table: "clinics", row: { id: "probe", city_id: "probe", ...named } },
  { table: "specializations", row: { id: "probe", code: "MEDADMIN_PROBE", ...named } },
  {
    table: "doctors",
    row: {
      id: "probe",
      code: "D-000000-probe",
      first_name: "P",
      last_name: "P",
      specialization_id: "probe",
      region_id: "probe",
      city_id: "probe",
      clinic_id: "probe",
      name_sort: name,
      search_folded: name,
    },
  },
  { table: "doctor_terms", row: { term: "another", doctor_id: "probe" } },
  { table: "counters", row: { name, value: 1 } },
  { table: "submissions", row: { key: "probe", action: "probe", actor_id: "probe", result: "{}" } },
  { table: "performed_crossings", row: { id: "probe", kind: "probe" } },
  {
    table: "reference_bases",
    row: { kind: "region", catalogue_id: "probe", base: "{}", edition: 0 },
  },
  { table: "reference_sync", row: { one: 1, edition: 0, synced_at: 0 } },
  {
    table: "quarantined_rows",
    row: { id: "probe", table_name: "probe", row: "{}", reason: "probe", found_at: 0 },
  },
  {
    table: "audit_events",
    row: {
      id: "probe",
      at: 0,
      actor_name: "P",
      action: "probe.made",
      subject_type: "probe",
      subject_id: "probe",
      previous_hash: hash,
      hash,
    },
  },
];

/** What the platform knows of companies' databases that the engine does not. */
export function companyKnowledge(master: MasterDb): Knowledge {
  return {
    probes: companyProbes,
    indispensable: ["identity", "organization"],
    parentOf: async (companyId, table, key) => {
      const { id } = key;
      return table === "members" && typeof id === "string" ? memberOf(master, companyId, id) : null;
    },
  };
}

/** Who belongs to the company is known here, whatever became of their row there. */
async function memberOf(
  master: MasterDb,
  companyId: string,
  userId: string,
): Promise<Readonly<Record<string, Value>> | null> {
  const [found] = await master
    .select({
      id: users.id,
      first_name: users.firstName,
      last_name: users.lastName,
      email: users.email,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), eq(users.id, userId)));
  if (!found) return null;
  const { role, ...member } = found;
  return { ...member, is_owner: role === "owner" ? 1 : 0 };
}
