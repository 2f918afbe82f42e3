import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { type ListedCompany, listCompanies } from "@/lib/master/companies/list-companies";
import { effectiveSubscription } from "@/lib/master/companies/subscription-state";
import { listUsage } from "@/lib/master/usage/list-usage";
import { defineCommand } from "../command";
import { bytes, instant } from "../table";

type TenantLine = Awaited<ReturnType<typeof lineOf>>;

export const tenantsList = defineCommand({
  name: "tenants list",
  summary: "All companies with their databases, plans and use",
  input: z.object({}),
  async run(_input, { now }) {
    const master = await openMaster();
    const usage = new Map((await listUsage(master, "all")).map((each) => [each.companyId, each.usage]));
    const companies = await listCompanies(master);
    return {
      data: await Promise.all(companies.map((each) => lineOf(each, usage.get(each.id) ?? null, now()))),
    };
  },
  show: (tenants) => {
    const heading = tenants.length === 1 ? "Found 1 company:" : `Found ${tenants.length} companies:`;
    return [heading, ...tenants.map((tenant, index) => `${index + 1}. ${block(tenant)}`)].join("\n\n");
  },
});

type Usage = Awaited<ReturnType<typeof listUsage>>[number]["usage"];

async function lineOf({ subscription, database, ...company }: ListedCompany, usage: Usage, now: Date) {
  const effective = subscription?.state
    ? effectiveSubscription({ ...subscription, state: subscription.state }, company.state, now)
    : null;
  return {
    slug: company.slug,
    code: company.code,
    name: company.name,
    email: company.email,
    state: company.state,
    demo: company.isDemo,
    users: company.users,
    // As they were at `takenAt`; null while nobody has looked.
    doctors: usage?.doctors ?? null,
    patients: usage?.patients ?? null,
    databaseBytes: usage?.databaseBytes ?? null,
    lastActivityAt: usage?.lastActivityAt ?? null,
    takenAt: usage?.takenAt ?? null,
    plan: company.plan,
    subscription: effective?.state ?? null,
    daysRemaining: effective?.daysLeft ?? null,
    database: await databaseOf(database, usage?.databaseBytes ?? null),
    schemaVersion: company.schemaVersion,
    databaseProblem: company.stateReason,
  };
}

/** @param measured as large as it was when somebody looked; servers of other machines are not asked one by one */
async function databaseOf(row: ListedCompany["database"], measured: number | null) {
  const { databaseId, generation, state, serverId, serverKind, serverUrl } = row;
  if (!databaseId || !serverId || !serverKind || generation === null) return null;
  const server = engine().server({
    id: serverId,
    kind: serverKind,
    url: serverUrl ?? "",
    adminUrl: row.serverAdminUrl,
    groupName: row.serverGroupName,
  });
  const name = { databaseId, generation };
  const sizeBytes = server.capabilities.localFiles ? await server.size(name) : measured;
  return { id: databaseId, state, place: server.where(name), sizeBytes };
}

function block(tenant: TenantLine): string {
  const { database } = tenant;
  const lines: ReadonlyArray<readonly [string, string | null]> = [
    ["Slug", tenant.slug],
    ["Code", tenant.code],
    ["Database", database ? `${database.place} (${database.state})` : "none"],
    ["Problem", tenant.databaseProblem],
    ["Schema", tenant.schemaVersion],
    ["Size", database ? bytes(database.sizeBytes) : null],
    ["Email", tenant.email],
    ["Status", sentence(tenant.state)],
    ["Users", String(tenant.users)],
    ["Doctors", tenant.doctors === null ? null : String(tenant.doctors)],
    ["Patients", tenant.patients === null ? null : String(tenant.patients)],
    ["Last activity", tenant.lastActivityAt === null ? null : instant(tenant.lastActivityAt)],
    ["Figures of", instant(tenant.takenAt)],
    [
      "Subscription",
      tenant.plan && tenant.subscription ? `${tenant.plan} (${stateName(tenant.subscription)})` : "none",
    ],
    ["Days remaining", tenant.daysRemaining === null ? null : String(tenant.daysRemaining)],
  ];
  const shown = lines.filter((line): line is readonly [string, string] => line[1] !== null);
  return [
    `${tenant.name}${tenant.demo ? " [demo]" : ""}`,
    ...shown.map(([label, value]) => `   ${label}: ${value}`),
  ].join("\n");
}

const sentence = (state: string) => state.charAt(0).toUpperCase() + state.slice(1).replaceAll("_", " ");
const stateName = (state: string) => (state === "trialing" ? "trial" : state.replaceAll("_", " "));
