import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isEngineError } from "../../errors";
import { testPatience } from "../turso.fixture";
import { jitteredPause, type Patience } from "./patience";
import { TursoPlatform } from "./platform";
import { RateLimit } from "./rate-limit";

const apiToken = "secret-platform-token";
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let handlers: Handler[];
let asked: string[];
let address: string;
let close: () => void;

/** Answers with each handler in turn, with the last one from then on. */
beforeEach(async () => {
  handlers = [];
  asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
    handler?.(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" && bound ? bound.port : 0}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const platform = (patience: Partial<Patience> = {}, rate = new RateLimit(fast)) =>
  new TursoPlatform("acme", {
    url: address,
    apiToken,
    rate,
    patience: { ...testPatience, firstPauseMs: 1, ...patience },
  });
const fast = { perSecond: 10_000, burst: 1_000, longestWaitMs: 5_000 };

const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const database = { Name: "a", Hostname: "a-acme.turso.io", DbId: "1", group: "default" };
const good = answer(200, JSON.stringify({ database }));
const failed = { name: "EngineError", code: "ServerFailed" };

describe("an answer that is not Turso's", () => {
  it.each([
    ["cut JSON", '{"database": {"Na'],
    ["a page", "<!doctype html><title>Sign in to the network</title>"],
    ["another shape", '{"database": {"name": "a"}}'],
    ["a list", "[]"],
    ["null", "null"],
    ["nothing", ""],
    ["bytes", "\u0000\ufffd\u0001"],
  ])("with status 200 but %s is taken for none, and asked for once", async (_, body) => {
    handlers = [answer(200, body)];
    await expect(platform().database("a")).rejects.toMatchObject(failed);
    await expect(platform().create("a", "default", null)).rejects.toMatchObject(failed);
    await expect(platform().databases("default")).rejects.toMatchObject(failed);
    await expect(platform().createToken("a", "read-only", 60)).rejects.toMatchObject(failed);
    expect(asked).toHaveLength(4);
  });

  it("ends where it is longer than any answer could be", async () => {
    let sent = 0;
    handlers = [
      (_, response) => {
        const chunk = Buffer.alloc(1024 * 1024, " ");
        const more = () => {
          while (!response.destroyed && sent < 4_096) {
            sent++;
            if (!response.write(chunk)) return void response.once("drain", more);
          }
        };
        more();
      },
    ];
    await expect(platform({ requestMs: 30_000 }).database("a")).rejects.toMatchObject(failed);
    expect(sent).toBeLessThan(200);
  });

  it("is not waited for longer than it may take, be it silent or slow", async () => {
    const slow: Handler = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 10);
      response.once("close", () => clearInterval(drip));
    };
    handlers = [() => {}, slow];
    await expect(platform({ requestMs: 100, attempts: 3 }).database("a")).rejects.toMatchObject({
      ...failed,
      message: expect.stringContaining("cannot be reached"),
    });
    expect(asked).toHaveLength(3);
  });

  it("that leads elsewhere is not followed: the token stays here", async () => {
    handlers = [answer(307, "", { location: `${address}/thief` })];
    await expect(platform().database("a")).rejects.toMatchObject(failed);
    expect(asked).toEqual(["GET /v1/organizations/acme/databases/a"]);
  });

  it("never throws anything but what the engine knows, and never tells the token", async () => {
    const body = fc.oneof(fc.string(), fc.json(), fc.constant(apiToken), fc.string({ unit: "binary" }));
    const status = fc.constantFrom(200, 204, 301, 400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 503, 599);
    await fc.assert(
      fc.asyncProperty(status, body, fc.string(), async (code, text, said) => {
        const error = JSON.stringify({ error: `${said} ${apiToken} ${text}` });
        handlers = [answer(code, code === 200 ? text : error)];
        const { database, createToken, size, databases } = TursoPlatform.prototype;
        for (const ask of [
          database.bind(platform({ attempts: 1 }), "a"),
          createToken.bind(platform({ attempts: 1 }), "a", "read-only", 60),
          size.bind(platform({ attempts: 1 }), "a"),
          databases.bind(platform({ attempts: 1 }), "default"),
        ]) {
          const result = await ask().catch((thrown) => thrown);
          if (!(result instanceof Error)) continue;
          expect(isEngineError(result)).toBe(true);
          expect(result.message).not.toContain(apiToken);
          expect(result.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(result.message.length).toBeLessThan(400);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("what Turso says is wrong", () => {
  it("is told in one line without what we sent or what opens anything", async () => {
    const jwt = "eyJhbGciOiJFZERTQSJ9.eyJwIjoxfQ.c2lnbmF0dXJl";
    const error = `no\nsuch ${apiToken} \u202e token ${jwt}`;
    handlers = [answer(400, JSON.stringify({ error }))];
    const refused = await platform()
      .create("a", "default", null)
      .catch((thrown) => thrown);
    expect(refused.message).toBe("Turso refused to create a database (status 400): no such … token …");
  });
});

describe("a request that failed in passing", () => {
  it("is sent again, and no oftener than it may", async () => {
    const cut: Handler = (_, response) => void response.destroy();
    handlers = [answer(503, "<html>"), cut, good];
    expect(await platform().database("a")).toMatchObject({ name: "a" });
    expect(asked).toHaveLength(3);
    handlers = [answer(500, "{}")];
    asked = [];
    await expect(platform({ attempts: 4 }).database("a")).rejects.toMatchObject({
      ...failed,
      detail: { status: 500 },
    });
    expect(asked).toHaveLength(4);
  });

  it("is not sent again when it may have been carried out and must not be twice", async () => {
    handlers = [answer(500, '{"error":"?"}')];
    await expect(platform().revokeTokens("default")).rejects.toMatchObject(failed);
    expect(asked).toHaveLength(1);
    handlers = [answer(429, '{"error":"slow down"}'), answer(200, "")];
    await platform().revokeTokens("default");
    expect(asked).toHaveLength(3);
  });

  it.each([400, 401, 402, 403, 405, 409, 422])(
    "but refused for good with %i is not repeated",
    async (code) => {
      handlers = [answer(code, '{"error":"no"}')];
      await expect(platform().database("a")).rejects.toMatchObject({ name: "EngineError" });
      expect(asked).toHaveLength(1);
    },
  );

  it("waits a different while each time, up to twice as long each time, up to an end", () => {
    const patience = { ...testPatience, firstPauseMs: 100, longestPauseMs: 500 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (tries) => {
        const pause = jitteredPause(patience, tries);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(500, 100 * 2 ** (tries - 1)));
      }),
    );
    const pauses = new Set(Array.from({ length: 20 }, () => jitteredPause(patience, 3)));
    expect(pauses.size).toBeGreaterThan(10);
  });
});

describe("a request that was too much", () => {
  const tooMany = (headers: Record<string, string> = {}) => answer(429, '{"error":"slow down"}', headers);

  it("is sent again after what Turso asks us to wait, in seconds or until a date, and so is every other", async () => {
    const times: number[] = [];
    const timed: Handler = (request, response) => {
      times.push(performance.now());
      good(request, response);
    };
    handlers = [tooMany({ "retry-after": "1" }), timed];
    const one = platform();
    const startedAt = performance.now();
    await Promise.all([one.database("a"), one.database("b")]);
    // The first of the two may have been on its way already.
    expect(Math.max(...times) - startedAt).toBeGreaterThanOrEqual(990);
    const date = new Date(Date.now() + 1_000).toUTCString();
    handlers = [tooMany({ "retry-after": date }), good];
    expect(await platform().database("a")).toMatchObject({ name: "a" });
  });

  it.each(["86400", "Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999"])(
    "is given up when that is longer than anybody would wait: %s",
    async (retryAfter) => {
      handlers = [tooMany({ "retry-after": retryAfter })];
      await expect(platform().database("a")).rejects.toMatchObject({ code: "Busy" });
      expect(asked).toHaveLength(1);
    },
  );

  it.each(["soon", "-5", "", "1e9", "0"])(
    "is sent again soon when that cannot be understood: %j",
    async (told) => {
      handlers = [tooMany({ "retry-after": told }), good];
      expect(await platform().database("a")).toMatchObject({ name: "a" });
    },
  );

  it("for good is told as busy", async () => {
    handlers = [tooMany()];
    await expect(platform({ attempts: 3 }).database("a")).rejects.toMatchObject({ code: "Busy" });
    expect(asked).toHaveLength(3);
  });

  it("is not even sent when too many wait for their turn already", async () => {
    handlers = [good];
    const rate = new RateLimit({ perSecond: 20, burst: 2, longestWaitMs: 120 });
    const sent = platform({}, rate);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => sent.database("a")));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "Busy" });
    expect(asked).toHaveLength(10 - refused.length);
    expect(asked.length).toBeGreaterThanOrEqual(3);
  });
});
