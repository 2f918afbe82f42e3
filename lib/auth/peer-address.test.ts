import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientAddress } from "./client-address";
import { observePeers } from "./peer-address";

const server = createServer((request, response) => {
  response.end(
    clientAddress(new Headers({ "x-forwarded-for": String(request.headers["x-forwarded-for"]) }), {
      trustedProxyHops: 0,
    }),
  );
});
beforeAll(async () => {
  observePeers();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
});

it("believes the connection, not what the client wrote", async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (forwarded: string) =>
    (await fetch(url, { headers: { "x-forwarded-for": forwarded } })).text();
  expect(await (await fetch(url)).text()).toBe("127.0.0.1");
  expect(await ask("198.51.100.1")).toBe("127.0.0.1");
  expect(await ask("198.51.100.1, 198.51.100.2")).toBe("127.0.0.1");
});
