import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { metrics } from "./registry";
import { routeClass } from "./route-class";

const key = Symbol.for("medadmin.metrics.requests");
const holder = globalThis as { [key]?: true };
const methods = ["GET", "HEAD", "POST"];

/**
 * Counts requests from now on: Node itself tells of each that begins and each whose answer was handed over, whichever
 * server of the process takes it. One that its client gave up is not answered, and not counted.
 */
export function countRequests(): void {
  if (holder[key]) return;
  holder[key] = true;
  const began = new WeakMap<IncomingMessage, number>();
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    began.set(request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const start = began.get(request);
    if (start === undefined) return;
    const route = routeClass(request.url ?? "");
    const method = methods.find((known) => known === request.method) ?? "other";
    const { requests, requestSeconds } = metrics();
    requests.inc({ route, method, status: String(response.statusCode) });
    requestSeconds.observe({ route }, (performance.now() - start) / 1_000);
  });
}
