import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { countRequests } from "./observe-requests";
import { metrics } from "./registry";

it("counts each answered request once, by class of route and status", async () => {
  countRequests();
  countRequests();
  const server = createServer((request, response) => {
    response.statusCode = request.url?.startsWith("/doctors") ? 200 : 404;
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const path of ["/doctors/0193a3c4?q=aysel", "/doctors", "/aysel"])
    await fetch(`http://127.0.0.1:${port}${path}`);
  server.close();
  await vi.waitFor(async () => {
    const { values } = await metrics().requests.get();
    expect(values.map(({ labels, value }) => ({ ...labels, value }))).toEqual([
      { route: "/doctors", method: "GET", status: "200", value: 2 },
      { route: "other", method: "GET", status: "404", value: 1 },
    ]);
  });
});
