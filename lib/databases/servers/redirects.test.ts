import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { letsAnybodyIn } from "./libsql-server-access";
import { NamespaceAdmin } from "./libsql-server-admin";
import { askLibsqlServer } from "./libsql-server-health";

/** Something in the operators' network that is nobody else's business, and a server that sends everybody there. */
const asked: string[] = [];
const inside = createServer(({ url = "" }, response) => {
  asked.push(url);
  response.writeHead(200).end("{}");
});
const outside = createServer(({ url = "" }, response) => {
  response.writeHead(307, { location: `${addressOf(inside)}${url}` }).end();
});
const addressOf = (server: typeof inside) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  for (const server of [inside, outside])
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
});
afterAll(() => {
  for (const server of [inside, outside]) server.close();
});

it("a database server sends nobody on to another address", async () => {
  const url = addressOf(outside);
  const health = await askLibsqlServer(url, async () => {});
  expect(health.problem).toMatchObject({ code: "ServerFailed" });
  expect(await letsAnybodyIn(url, "company-1")).toBe(false);
  await expect(new NamespaceAdmin(url, "secret").exists("company-1")).rejects.toMatchObject({
    code: "ServerFailed",
  });
  expect(asked).toEqual([]);
});
