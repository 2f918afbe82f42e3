import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { auditEvents, databaseServers, jobs, secondFactors, tenantBackups } from "@/drizzle/master/schema";
import { type ActionState, idleState } from "@/lib/actions/action-state";
import { seal } from "@/lib/auth/sealing";
import { backupTenant, type MasterDb, openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { makeDemoMasterAdmin } from "@/lib/journeys/demo/master-admin";
import { recordsJobKind } from "@/lib/master/fleet/backups/restore-jobs";
import { drainLosesEncryption } from "@/lib/master/fleet/servers/drain-loses-encryption";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { bringBackRecords } from "./backups/actions";
import { undoAction } from "./doctor/actions";
import { drain } from "./moves/actions";
import { revokeTokensAction } from "./servers/actions";

const asks = vi.hoisted(() => ({ admin: "" }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "next-action": "by script" }) }));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("next/navigation", () => ({
  redirect: () => {},
  notFound: () => {},
  unstable_rethrow: () => {},
}));
vi.mock("@/lib/auth/require-master-admin", () => ({
  openMasterAdmin: async () => {
    const user = { id: asks.admin, name: "Operator", email: "operator@example.com" };
    const actor = { id: asks.admin, name: "Operator", address: null, requestId: null };
    return { master: await openMaster(), actor, user, sessionId: "s" };
  },
}));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code }: { code: string }) => ({ status: "error", code }),
}));

type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let codes: string[];
let companyId: string;

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  started = await testEngine();
  master = await openMaster();
  const { made } = await makeDemoMasterAdmin(master, started.actor, seal, new Date());
  codes = [...(made?.recoveryCodes ?? [])];
  const [factor] = await master.select().from(secondFactors);
  asks.admin = factor?.userId ?? "";
  ({ companyId } = await testCompany());
});
afterAll(() => started.dispose());

async function send(action: Action, fields: Record<string, string>): Promise<string> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  const state = await action(idleState, data);
  return state.status === "error" ? state.code : state.status;
}

it("records come back, and rows out of quarantine, only with a code that was never used", async () => {
  await backupTenant(companyId, { actor: started.actor, now: new Date(), reason: "asked" });
  const [backup] = await master.select().from(tenantBackups);
  const backupId = backup?.id ?? "";
  const records = { backupId, reason: "The owner asked for it", record: "doctors:x" };
  const asked: [Action, Record<string, string>][] = [
    [bringBackRecords, records],
    [undoAction, { companyId }],
  ];
  for (const [action, fields] of asked) {
    expect(await send(action, fields)).toBe("invalidInput");
    expect(await send(action, { ...fields, code: "0000-0000" })).toBe("secondFactorWrong");
  }
  expect(await master.$count(jobs)).toBe(0);
  const code = codes.pop() ?? "";
  expect(await send(bringBackRecords, { ...records, code })).toBe("ok");
  expect(await master.$count(jobs, eq(jobs.kind, recordsJobKind))).toBe(1);
  expect(await send(undoAction, { companyId, code })).toBe("secondFactorWrong");
  expect(await send(undoAction, { companyId, code: codes.pop() ?? "" })).toBe("ok");
});

it("a drain takes encryption away only where that was ticked, and asks where it could", async () => {
  expect(await drainLosesEncryption(master, "local")).toBe(false);
  const plain = newId();
  await write(master, started.actor, (tx) =>
    tx.insert(databaseServers).values({ id: plain, kind: "libsql-server", name: "db1", url: "http://db1" }),
  );
  const [own] = await master.select().from(databaseServers).where(eq(databaseServers.kind, "file"));
  expect(await drainLosesEncryption(master, own?.id ?? "")).toBe(true);
  expect(await drainLosesEncryption(master, plain)).toBe(false);
  await send(drain, { serverId: own?.id ?? "", acceptPlain: "on" });
  const [job] = await master.select().from(jobs).where(eq(jobs.kind, "fleet.drain-server"));
  expect(JSON.parse(job?.input ?? "")).toEqual({ serverId: own?.id, acceptPlain: true });
});

it("tokens are revoked where there are such, and anywhere else it is said why not", async () => {
  const [own] = await master.select().from(databaseServers).where(eq(databaseServers.kind, "file"));
  expect(await send(revokeTokensAction, { serverId: own?.id ?? "" })).toBe("serverRefused");
  expect(await master.$count(auditEvents, eq(auditEvents.action, "server.tokens-revoked"))).toBe(0);
});
