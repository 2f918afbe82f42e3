import { afterEach, describe, expect, it } from "vitest";
import { stopEngine } from "@/lib/databases/start-engine";
import { testEngine } from "@/lib/testing/engine";
import { GET } from "./route";

let started: Awaited<ReturnType<typeof testEngine>> | undefined;
afterEach(() => started?.dispose());

describe("GET /api/health", () => {
  it("answers 200 with the version, the schema and the uptime, and is never cached", async () => {
    started = await testEngine();
    const response = await GET();
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      status: "ok",
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      master: { reachable: true, schemaVersion: expect.stringMatching(/^\d{4}_\w+$/) },
      uptimeSeconds: expect.any(Number),
    });
  });

  it("answers 503 in the same shape when the master cannot be read", async () => {
    started = await testEngine();
    await stopEngine();
    const response = await GET();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: "unavailable",
      master: { reachable: false, schemaVersion: null },
    });
  });
});
