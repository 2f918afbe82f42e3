import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { write } from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { findJob } from "@/lib/master/jobs/list/list-jobs";
import { testEngine } from "@/lib/testing/engine";
import { GET, POST } from "./route";

const secret = "only the scheduler knows this one".replaceAll(" ", "-");
const config = vi.hoisted(() => ({ secret: undefined as string | undefined }));
vi.mock("@/lib/env", async (real) => ({
  ...(await real<typeof import("@/lib/env")>()),
  env: () => readEnv({ LOG_LEVEL: "silent", ...(config.secret && { CRON_SECRET: config.secret }) }),
}));

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

const asked = (authorization?: string) =>
  new Request("http://127.0.0.1:3000/api/cron", { headers: authorization ? { authorization } : {} });
const enqueue = () =>
  write(started.engine.master, started.actor, (tx) =>
    enqueueJob(tx, { kind: "usage.snapshot", input: {} }, new Date()),
  );

describe("GET /api/cron", () => {
  it("does nothing for whoever does not know the secret, or while there is none, and says no more", async () => {
    const { id } = await enqueue();
    const answers: string[] = [];
    for (const set of [undefined, secret])
      for (const given of [undefined, "Bearer undefined", `Bearer ${secret}x`, `Basic ${secret}`]) {
        config.secret = set;
        const response = await GET(asked(given));
        answers.push(`${response.status} ${await response.text()}`);
      }
    expect(new Set(answers)).toEqual(new Set(['401 {"error":"unauthorized"}']));
    expect((await findJob(started.engine.master, id))?.state).toBe("waiting");
  });

  it.each([
    ["GET", GET],
    ["POST", POST],
  ])("does what is due for %s with the secret, and counts how it ended", async (_, method) => {
    config.secret = secret;
    await method(asked(`Bearer ${secret}`));
    const { id } = await enqueue();
    const response = await method(asked(`Bearer ${secret}`));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ ended: { done: 1, failed: 0, dead: 0, released: 0, lost: 0 } });
    expect((await findJob(started.engine.master, id))?.state).toBe("done");
  });
});
