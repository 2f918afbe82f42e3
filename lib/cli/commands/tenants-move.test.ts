import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factoriesOf, reachable, registerServers } from "@/lib/databases/moves/fleet.fixture";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import type { Outcome, Step } from "../command";
import { operatorActor } from "../operator";
import { tenantsMove } from "./tenants-move";
import type { MoveReport } from "./tenants-move-report";

let sqld: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  sqld = await startSqld();
  const servers = [await reachable("db1", sqld)];
  started = await testEngine({ servers: await factoriesOf(servers) });
  await registerServers(servers);
  await testCompany("city-hospital");
});
afterAll(async () => {
  await started.dispose();
  await sqld.stop();
});

async function move(input: object) {
  const steps: Step[] = [];
  const signal = new AbortController().signal;
  const running = tenantsMove.run(
    { company: "city-hospital", ...input },
    { actor: operatorActor("tester"), now: () => new Date(), signal },
  );
  for (;;) {
    const next = await running.next();
    if (!next.done) steps.push(next.value);
    else {
      const { data } = next.value as Outcome<MoveReport>;
      return { data, shown: tenantsMove.show(data), steps };
    }
  }
}

describe("tenants move", () => {
  it("shows both ends, their encryption and the tables, and does nothing", async () => {
    const { shown } = await move({ to: "db1", dryRun: true });
    expect(shown).toContain("from This machine (encrypted) to db1 (not encrypted)");
    expect(shown).toContain("--accept-plain");
    expect(shown).toContain("schema_ledger");
    expect(shown).toContain("Nothing was changed.");
  });

  it("refuses without consent, and what is not there", async () => {
    await expect(move({ to: "db1" })).rejects.toMatchObject({
      code: "MoveRefused",
      detail: { why: "plain" },
    });
    await expect(move({ to: "nowhere" })).rejects.toMatchObject({ code: "notFound" });
    await expect(move({ company: "nobody", to: "db1" })).rejects.toMatchObject({ code: "notFound" });
    await expect(move({ to: "db1", sandbox: true })).rejects.toMatchObject({ code: "UnknownDatabase" });
  });

  it("moves, says how long writers stood still, and goes back", async () => {
    const { shown, steps, data } = await move({ to: "db1", acceptPlain: true });
    expect(data).toMatchObject({ mode: "moved", slug: "city-hospital", to: { name: "db1" } });
    expect(shown).toMatch(
      /^city-hospital is on db1 now, not encrypted: \d+ rows .* stood still for \d+ ms\./,
    );
    expect(steps.length).toBeGreaterThan(2);
    const back = await move({ undo: true });
    expect(back.shown).toMatch(/^city-hospital is back on This machine\./);
    await expect(move({ undo: true })).rejects.toMatchObject({ detail: { why: "nothing-to-undo" } });
  });
});
