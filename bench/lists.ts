import { performance } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { parseDoctorFilter } from "@/lib/company/doctors/filter";
import { listDoctors } from "@/lib/company/doctors/list-doctors";
import { openMaster, openTenant, write } from "@/lib/databases";
import { makeDemo } from "@/lib/journeys/demo";
import { startSession } from "@/lib/master/sessions/start-session";
import { withEngine } from "./engine";
import { load, median } from "./load";
import { figuresOf } from "./process-figures";
import { startServer } from "./server";

const doctorsEach = 1_000;
const companyCounts = [1, 20, 500] as const;
const requests = 1_500;
const operator = { id: null, name: "Bench", address: null, requestId: null };

/** `GET /doctors`, 25 of 1,000 joined rows, with so many companies asking in turn. */
export async function benchLists(dataDir: string): Promise<string[]> {
  const seeded = await withEngine(dataDir, async () => {
    const cookies = await seed(Math.max(...companyCounts));
    return { cookies, rawMs: await rawList() };
  });
  const lines = [`the page's own query, without HTTP and rendering: ${seeded.rawMs.toFixed(2)} ms`];
  let alone = 0;
  for (const count of companyCounts) {
    const server = await startServer(
      ["lib/cli/boot/start.mjs", "--port", "0"],
      { DATA_DIR: dataDir, HOST: "127.0.0.1", LOG_LEVEL: "warn" },
      /ready at (\S+)/,
    );
    const turn = (request: number) => seeded.cookies[request % count];
    const options = { parallel: 4, cookie: turn };
    await load(`${server.url}/doctors`, { ...options, count: Math.max(300, count) });
    const before = figuresOf(server.pid);
    const result = await load(`${server.url}/doctors`, { ...options, count: requests });
    const after = figuresOf(server.pid);
    const cpu = (after.cpuMs - before.cpuMs) / requests;
    alone ||= cpu;
    lines.push(
      `${String(count).padStart(4)} companies: ${result.requestsPerSecond.toFixed(0)} requests/s, ` +
        `p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms, ` +
        `${cpu.toFixed(2)} ms CPU each (${(cpu / alone).toFixed(2)} × one company), ` +
        `RSS ${after.residentMb.toFixed(0)} MB, ${after.descriptors} descriptors`,
    );
    await server.stop();
  }
  return lines;
}

/** Companies with doctors, and a signed-in browser's cookie for each. */
async function seed(companies: number): Promise<string[]> {
  const making = makeDemo({ companies, doctors: doctorsEach, seed: 1 }, operator, new Date());
  let step = await making.next();
  while (!step.done) step = await making.next();
  const cookies: string[] = [];
  for (const login of step.value.slice(-companies)) cookies.push(await cookieFor(login.username));
  return cookies;
}

async function cookieFor(username: string): Promise<string> {
  const master = await openMaster();
  const [user] = await master.select().from(users).where(eq(users.username, username));
  if (!user) throw new Error(`There is no user ${username}.`);
  const now = new Date();
  const started = await write(master, operator, (tx) =>
    startSession(tx, { user, address: null, userAgent: null, replaces: null }, now),
  );
  const token = await encodeSessionToken({
    userId: user.id,
    sessionId: started.id,
    company: started.company,
    issuedAt: started.startedAt,
    expiresAt: started.endsAt,
  });
  return `${sessionCookieName(false)}=${token}; locale=az`;
}

async function rawList(): Promise<number> {
  const master = await openMaster();
  const company = await master.query.companies.findFirst({
    where: (table, { like }) => like(table.slug, "%-%"),
  });
  const db = await openTenant(company?.id ?? "");
  const times: number[] = [];
  for (let round = 0; round < 300; round++) {
    const startedAt = performance.now();
    await listDoctors(db, parseDoctorFilter({}), "az");
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
