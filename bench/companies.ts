import { readFileSync, rmSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { eq } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { openMaster, write } from "@/lib/databases";
import { makeDemo } from "@/lib/journeys/demo";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";
import { startSession } from "@/lib/master/sessions/start-session";
import { createMasterAdmin } from "@/lib/master/setup/create-master-admin";
import { hashPassword } from "@/lib/master/users/password";
import { withEngine } from "./engine";
import { load } from "./load";
import { figuresOf } from "./process-figures";
import { startServer } from "./server";

/** `BENCH_COMPANIES=20` tries it with fewer. */
const companies = Number(process.env.BENCH_COMPANIES ?? 1_000);
const doctorsEach = 5;
const requests = 500;
const operator = { id: null, name: "Bench", address: null, requestId: null };
const paths = ["/master-admin/companies", "/master-admin/companies?q=klinika&sort=-size"];

/** The operator's list of companies, 25 of so many, and the walk that takes their figures. */
export async function benchCompanies(dataDir: string): Promise<string[]> {
  const { cookie, walk } = await withEngine(dataDir, seed);
  const lines = [walk];
  const queriesFile = `${dataDir}.queries`;
  const counting = pathToFileURL("bench/count-queries.mjs").href;
  const server = await startServer(
    ["--import", counting, "lib/cli/boot/start.mjs", "--port", "0"],
    { DATA_DIR: dataDir, HOST: "127.0.0.1", LOG_LEVEL: "warn", BENCH_QUERIES_FILE: queriesFile },
    /ready at (\S+)/,
  );
  const queries = async (): Promise<number> => {
    rmSync(queriesFile, { force: true });
    process.kill(server.pid, "SIGUSR2");
    for (;;) {
      await pause(20);
      try {
        return Number(readFileSync(queriesFile, "utf8"));
      } catch {
        // Not written yet.
      }
    }
  };
  for (const path of paths) {
    const options = { parallel: 4, cookie: () => cookie };
    await load(`${server.url}${path}`, { ...options, count: 100 });
    const [before, asked] = [figuresOf(server.pid), await queries()];
    const result = await load(`${server.url}${path}`, { ...options, count: requests });
    const [after, answered] = [figuresOf(server.pid), await queries()];
    lines.push(
      `GET ${path}: ${result.requestsPerSecond.toFixed(0)} requests/s, p50 ${result.p50.toFixed(1)} ms, ` +
        `p99 ${result.p99.toFixed(1)} ms, ${((after.cpuMs - before.cpuMs) / requests).toFixed(2)} ms CPU each, ` +
        `${((answered - asked) / requests).toFixed(1)} queries each, RSS ${after.residentMb.toFixed(0)} MB`,
    );
  }
  await server.stop();
  return lines;
}

/** So many companies with their figures taken, and the cookie of a master admin who has proven the second factor. */
async function seed(): Promise<{ cookie: string; walk: string }> {
  const making = makeDemo({ companies, doctors: doctorsEach, seed: 1 }, operator, new Date());
  for (let step = await making.next(); !step.done; step = await making.next());
  const startedAt = performance.now();
  const { taken } = await snapshotUsage("all", operator, new Date());
  const ms = performance.now() - startedAt;
  const walk = `figures of ${taken} companies taken in ${(ms / 1000).toFixed(1)} s, ${(ms / taken).toFixed(2)} ms each`;
  return { cookie: await masterAdminCookie(), walk };
}

async function masterAdminCookie(): Promise<string> {
  const passwordHash = await hashPassword("granite willow 91 kite");
  const now = new Date();
  const person = { username: "operator", email: "operator@example.com", firstName: "Platform" } as const;
  const started = await write(await openMaster(), operator, async (tx) => {
    const input = { ...person, lastName: "Operator", locale: "en", passwordHash } as const;
    const { id } = await createMasterAdmin(tx, input, now);
    const user = { id, username: person.username };
    const session = await startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
    await tx.update(sessions).set({ secondFactorAt: now.getTime() }).where(eq(sessions.id, session.id));
    return session;
  });
  const token = await encodeSessionToken({
    userId: started.userId,
    sessionId: started.id,
    company: null,
    issuedAt: started.startedAt,
    expiresAt: started.endsAt,
  });
  return `${sessionCookieName(false)}=${token}; locale=en`;
}
