import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { write } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import type { Command, Outcome } from "../command";
import { jobsCancel } from "./jobs-cancel";
import { jobsList } from "./jobs-list";
import { jobsRetry } from "./jobs-retry";
import { jobsRun } from "./jobs-run";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

async function run(command: Command, input: object = {}): Promise<Outcome<unknown>> {
  const context = { actor: started.actor, now: () => new Date(), signal: new AbortController().signal };
  const steps = command.run(input, context);
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
  }
}

describe("jobs from the command line", () => {
  it("are listed, done, tried again and called off", async () => {
    const { companyId } = await testCompany("city-hospital");
    const enqueue = (input: object) =>
      write(started.engine.master, started.actor, (tx) =>
        enqueueJob(tx, { kind: "usage.snapshot", companyId, input }, new Date()),
      );
    await enqueue({ companyIds: [companyId] });
    const senseless = await enqueue({ companyIds: "all of them" });
    const ran = await run(jobsRun);
    expect(ran).toMatchObject({
      failed: true,
      data: expect.arrayContaining([
        expect.objectContaining({ kind: "usage.snapshot", end: "done" }),
        expect.objectContaining({ id: senseless.id, end: "dead" }),
      ]),
    });
    expect(jobsRun.show(ran.data)).toContain("dead");

    const dead = await run(jobsList, { state: "dead" });
    expect(dead.data).toMatchObject({
      total: 1,
      jobs: [
        { id: senseless.id, company: "city-hospital", lastError: expect.stringContaining("companyIds") },
      ],
    });
    expect(jobsList.show(dead.data)).toContain("city-hospital");
    await run(jobsRetry, { id: senseless.id });
    expect((await run(jobsList, { state: "dead" })).data).toMatchObject({ total: 0 });
    await run(jobsCancel, { id: senseless.id });
    await expect(run(jobsRetry, { id: "none" })).rejects.toMatchObject({ code: "notFound" });
  });

  it("begin nothing a second time that is not due", async () => {
    expect(await run(jobsRun)).toEqual({ data: [], failed: false });
    expect(jobsRun.show([])).toBe("Nothing was due.");
  });

  it("are not listed by a state that there is not", () => {
    expect(() => jobsList.parse({ state: "lost" })).toThrow("must be one of waiting");
  });
});
