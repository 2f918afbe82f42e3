import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import { openMaster, startEngine, stopEngine, write } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { emptyContent } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { defineHandler } from "./handler";
import { systemActor } from "./system-actor";
import { startWorker, type Worker } from "./worker";

/** Two hosts on one master, as with several web hosts: a process of its own, and this one. */
let sqld: Sqld;
let token: string;
let host: ChildProcess;
let own: Worker | undefined;
let lines: AsyncIterator<string>;

beforeAll(async () => {
  sqld = await startSqld({ namespaces: false });
  token = await new SignJWT({ a: "rw" }).setProtectedHeader({ alg: "EdDSA" }).sign(sqld.signingKey);
  await startEngine({
    place: { master: { url: sqld.url, authToken: token } },
    content: emptyContent,
  });
}, 60_000);
afterAll(async () => {
  await stopEngine();
  await sqld.stop();
});

beforeEach(async () => {
  await write(await openMaster(), systemActor, async (tx) => {
    await tx.delete(jobs);
    await enqueueJob(tx, { kind: "test.work", input: {} }, new Date());
  });
  host = spawn(
    process.execPath,
    ["--import", "tsx", "lib/jobs/worker.fixture.ts", sqld.url, token, "other"],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  if (!host.stdout) throw new Error("The host says nothing.");
  lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
  expect(await lines.next()).toMatchObject({ value: "begun" });
}, 60_000);
afterEach(async () => {
  await own?.stop();
  if (host.exitCode === null && host.signalCode === null) {
    host.kill("SIGKILL");
    await once(host, "exit");
  }
});

const row = async () => (await (await openMaster()).select().from(jobs))[0];

async function takenOver(): Promise<void> {
  own = startWorker({
    worker: "own",
    pollMs: 20,
    firstAfterMs: 0,
    recurring: [],
    handlers: { "test.work": defineHandler(z.object({}), async () => "fresh") },
  });
  await vi.waitFor(async () => expect(await row()).toMatchObject({ state: "done", result: '"fresh"' }), {
    timeout: 30_000,
  });
}

describe("a job whose host", () => {
  it("is killed in the middle of it is done by another once the lease has run out", async () => {
    expect(await row()).toMatchObject({ state: "running", leasedBy: "other", fence: 1 });
    host.kill("SIGKILL");
    await takenOver();
    expect(await row()).toMatchObject({ attempts: 2, fence: 2, lastError: null });
  }, 60_000);

  it("stalls is done by another, and what the first one writes when it wakes up is refused", async () => {
    host.kill("SIGSTOP");
    await takenOver();
    const done = await row();
    host.stdin?.write("go on\n");
    host.kill("SIGCONT");
    expect(await lines.next()).toMatchObject({ value: "finishing" });
    expect(await lines.next()).toMatchObject({ value: "refused" });
    expect(await row()).toEqual(done);
    expect(done).toMatchObject({ fence: 2, attempts: 2 });
  }, 60_000);
});
