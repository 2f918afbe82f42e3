import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { databaseServers } from "@/drizzle/master/schema";
import { emptyContent, testEngine, testKek } from "@/lib/testing/engine";
import { isEngineRunning } from "./engine";
import { openMaster } from "./master";
import { startEngine, stopEngine } from "./start-engine";

let started: Awaited<ReturnType<typeof testEngine>>;
afterEach(() => started.dispose());

describe("startEngine", () => {
  it("makes a data folder that only its owner may look into, and registers this machine", async () => {
    started = await testEngine();
    for (const name of ["master.db", "keyring.db", "owner.db", "tenants", "secrets", "backups", "outbox"]) {
      expect(existsSync(join(started.dataDir, name)), name).toBe(true);
    }
    expect(statSync(join(started.dataDir, "tenants")).mode & 0o077).toBe(0);
    // The folder itself may have been there before, open to others.
    for (const name of ["master.db", "master.db-wal", "keyring.db"])
      expect(statSync(join(started.dataDir, name)).mode & 0o077, name).toBe(0);
    const master = await openMaster();
    expect(await master.select({ id: databaseServers.id }).from(databaseServers)).toEqual([{ id: "local" }]);
  });

  it("gives everybody the one engine that runs", async () => {
    started = await testEngine();
    expect(
      await startEngine({ place: { dataDir: started.dataDir, kek: testKek }, content: emptyContent }),
    ).toBe(started.engine);
  });

  it("refuses another key-encryption key and leaves the folder free", async () => {
    started = await testEngine();
    await stopEngine();
    const wrong = startEngine({
      place: { dataDir: started.dataDir, kek: "x".repeat(40) },
      content: emptyContent,
    });
    await expect(wrong).rejects.toMatchObject({ code: "WrongMasterKey" });
    expect(isEngineRunning()).toBe(false);
    await startEngine({ place: { dataDir: started.dataDir, kek: testKek }, content: emptyContent });
    expect(isEngineRunning()).toBe(true);
  });

  it("says that it is not running before and after", async () => {
    started = await testEngine();
    await stopEngine();
    await expect(openMaster()).rejects.toMatchObject({ code: "NotRunning" });
  });

  it("refuses a file as remote master", async () => {
    started = await testEngine();
    await stopEngine();
    const starting = startEngine({
      place: { master: { url: "file:master.db", authToken: null } },
      content: emptyContent,
    });
    await expect(starting).rejects.toMatchObject({ code: "BadConfiguration" });
  });
});
