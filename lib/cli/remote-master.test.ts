import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { auditEvents, doctors } from "@/drizzle/tenant/schema";
import { openMaster, openTenant, stopEngine } from "@/lib/databases";
import { chainStart } from "@/lib/databases/audit";
import { readEnv } from "@/lib/env";
import { startUp } from "@/lib/jobs/start-up";
import { describeKeys } from "@/lib/journeys/rotate-signing-key";
import { makeSigningKey, signingKey } from "@/lib/signing-keys";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import type { Outcome } from "./command";
import { commands } from "./commands";
import { perform } from "./perform";

/** As with several web hosts: the master on one libSQL server, companies on another, and nothing in files. */
const dataDir = mkdtempSync(join(tmpdir(), "medadmin-remote-"));
let masterSqld: Sqld;
let tenantSqld: Sqld;
let variables: Record<string, string>;
let hosts: Host[] = [];

interface Host {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

beforeAll(async () => {
  [masterSqld, tenantSqld] = await Promise.all([startSqld({ namespaces: false }), startSqld()]);
  variables = {
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    MASTER_DATABASE_URL: masterSqld.url,
    LIBSQL_SIGNING_KEY: makeSigningKey(),
    AUTH_SECRET: "a-secret-of-at-least-thirty-two-characters",
  };
  Object.assign(process.env, variables);
  const { keyFile } = describeKeys(readEnv(variables));
  for (const sqld of [masterSqld, tenantSqld]) {
    await sqld.kill();
    writeFileSync(sqld.keyFile, keyFile);
    await sqld.restart();
  }
  // Both at once, on a master in which there is nothing yet.
  hosts = [startHost(), startHost()];
  for (const { lines } of hosts) expect(await lines.next()).toMatchObject({ value: "started" });
}, 120_000);

afterAll(async () => {
  for (const { child } of hosts) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await stopEngine();
  await Promise.all([masterSqld.stop(), tenantSqld.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

function startHost(): Host {
  const fixture = fileURLToPath(new URL("./remote-host.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", fixture], { stdio: ["pipe", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("The host says nothing.");
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function bothHosts(asked: { slug: string; doctors: number; limit: number | null }) {
  for (const { child } of hosts) child.stdin?.write(`${JSON.stringify(asked)}\n`);
  const answers = await Promise.all(hosts.map(({ lines }) => lines.next()));
  return answers.map(({ value }) => JSON.parse(value) as { added: number; refused: number });
}

async function run(name: string, input: object = {}): Promise<Outcome<unknown>> {
  const command = commands.find((known) => known.name === name);
  if (!command) throw new Error(`There is no command ${name}.`);
  return perform(command, input, "tester", { onStep: () => {}, signal: new AbortController().signal });
}

const company = {
  companyName: "City Hospital",
  companyEmail: "admin@cityhospital.com",
  phone: "+994501234567",
  firstName: "Aysel",
  lastName: "Məmmədova",
  username: "aysel",
  email: "aysel@cityhospital.com",
  password: "qatar gedir dağlara",
};

const doctorCount = async (slug: string) => {
  const [row] = await (await openMaster()).query.companies.findMany({
    where: (c, { eq }) => eq(c.slug, slug),
  });
  return (await openTenant(row?.id ?? "")).$count(doctors);
};

describe("several hosts on a remote master", () => {
  it("take no company before there is a server for it, and make nothing then", async () => {
    await expect(run("tenants create", company)).rejects.toMatchObject({ code: "NoPlace" });
    await startUp();
    expect(await (await openMaster()).$count(companies)).toBe(0);
    await stopEngine();
  });

  it("are told of a server from the command line, which tries it first", async () => {
    const asked = {
      kind: "libsql-server",
      name: "db1",
      url: `${tenantSqld.url}/`,
      region: "baku",
      maxDatabases: "2",
    };
    await expect(run("servers add", { ...asked, adminUrl: "http://127.0.0.1:1" })).rejects.toMatchObject({
      code: "serverRefused",
    });
    await run("servers add", { ...asked, adminUrl: tenantSqld.adminUrl });
    const { data } = await run("servers list");
    expect(data).toMatchObject([
      {
        name: "db1",
        url: tenantSqld.url,
        region: "baku",
        databases: 0,
        free: 2,
        health: { version: "0.24.32", problem: null },
      },
    ]);
    await expect(
      run("servers add", { ...asked, name: "db2", adminUrl: tenantSqld.adminUrl }),
    ).rejects.toMatchObject({
      code: "duplicate",
    });
  });

  it("make a company there, with everything a company begins with", async () => {
    expect(await run("tenants create", company)).toMatchObject({ data: { slug: "city-hospital" } });
    await startUp();
    const master = await openMaster();
    const [database] = await master.select().from(tenantDatabases);
    const [server] = await master.select().from(databaseServers);
    expect(database).toMatchObject({ serverId: server?.id, state: "ready", keyId: null, generation: 1 });
    await stopEngine();
    expect((await run("tenants list")).data).toMatchObject([{ slug: "city-hospital", state: "active" }]);
    expect(
      (await run("tenants query", { company: "city-hospital", sql: "SELECT name FROM organization" })).data,
    ).toMatchObject({ rows: [{ name: "City Hospital" }] });
  });

  it("write to one company at once and lose nothing that was acknowledged", async () => {
    const answers = await bothHosts({ slug: "city-hospital", doctors: 30, limit: null });
    expect(answers).toEqual([
      { added: 30, refused: 0 },
      { added: 30, refused: 0 },
    ]);
    await startUp();
    const [row] = await (await openMaster()).select().from(companies);
    const db = await openTenant(row?.id ?? "");
    const codes = (await db.select({ code: doctors.code }).from(doctors)).map(({ code }) => code);
    expect(codes.sort()).toEqual(Array.from({ length: 60 }, (_, n) => `D-${String(n + 1).padStart(6, "0")}`));
    const events = await db.query.auditEvents.findMany({ orderBy: auditEvents.seq });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    events.reduce((previous, event) => {
      expect(event.previousHash).toBe(previous);
      return event.hash;
    }, chainStart);
    await stopEngine();
  }, 60_000);

  it("never go beyond the plan's limit together", async () => {
    const [one, other] = await bothHosts({ slug: "city-hospital", doctors: 20, limit: 75 });
    expect([(one?.added ?? 0) + (other?.added ?? 0), (one?.refused ?? 0) + (other?.refused ?? 0)]).toEqual([
      15, 25,
    ]);
    await startUp();
    expect(await doctorCount("city-hospital")).toBe(75);
    await stopEngine();
  }, 60_000);

  it("keep nothing in files", () => {
    expect(readdirSync(dataDir).filter((name) => name !== "outbox")).toEqual([]);
  });

  it("do not start on a master that is down, and say which server it is about", async () => {
    await masterSqld.kill();
    await expect(startUp()).rejects.toMatchObject({
      code: "ServerFailed",
      message: `The master database at ${new URL(masterSqld.url).host}: The database server cannot be reached. Check MASTER_DATABASE_URL.`,
    });
    await masterSqld.restart();
    await startUp();
    await stopEngine();
  });

  it("do not start without the key for a server that holds companies", async () => {
    const { LIBSQL_SIGNING_KEY: _, ...rest } = variables;
    await expect(startUp(readEnv({ ...rest, LIBSQL_SIGNING_KEY: makeSigningKey() }))).rejects.toMatchObject({
      code: "WrongKey",
    });
    const authToken = await new SignJWT({ a: "rw" })
      .setProtectedHeader({ alg: "EdDSA" })
      .sign(signingKey(readEnv(variables)));
    const onVercel = { ...rest, MASTER_DATABASE_AUTH_TOKEN: authToken, VERCEL: "1" };
    await expect(startUp(readEnv(onVercel))).rejects.toThrow(
      "db1: On Vercel LIBSQL_SIGNING_KEY must be set: secrets cannot be kept in a file there.",
    );
    expect(await startUp(readEnv({ ...variables, VERCEL: "1" }))).toEqual([]);
    expect(await doctorCount("city-hospital")).toBe(75);
    await stopEngine();
  });
});
