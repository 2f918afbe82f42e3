import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";

const key = Symbol.for("medadmin.peer-address");
const holder = globalThis as { [key]?: true };

/**
 * Appends the address of each connection's peer to `X-Forwarded-For`, as a proxy would. Next only fills the header in
 * when it is missing, so a client could otherwise write itself any address. Called once, before the server listens.
 */
export function observePeers(): void {
  // There the platform writes the header, and the peer is only its own bridge.
  if (holder[key] || env().onVercel) return;
  holder[key] = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const peer = request.socket.remoteAddress;
    if (!peer) return;
    const claimed = request.headers["x-forwarded-for"];
    request.headers["x-forwarded-for"] = claimed ? `${String(claimed)}, ${peer}` : peer;
  });
}
