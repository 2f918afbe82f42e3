import { setTimeout as pause } from "node:timers/promises";
import { type CryptoKey, SignJWT } from "jose";

export interface Access {
  readonly namespace: string;
  /** `ro`: the server itself refuses every write. */
  readonly permission: "ro" | "rw";
  /** Ed25519; its public half is what the server was started with. */
  readonly signingKey: CryptoKey;
}

const tokenSeconds = 120;
const requestMs = 30_000;
/** 25 ms, then twice as long each time: 1.6 s together. */
const missingRetries = 6;

/**
 * A `fetch` for one namespace: names it in a header, since subdomains of a loopback address resolve nowhere, and
 * signs for it and nothing else.
 */
export function namespaceFetch(access: Access): (request: Request) => Promise<Response> {
  // Without padding: this server refuses a name whose Base64 ends in "=".
  const name = Buffer.from(access.namespace).toString("base64").replace(/=+$/, "");
  const token = renewable(() => sign(access));
  return async (request) => {
    const body = request.body ? await request.arrayBuffer() : null;
    for (let tries = 0; ; tries++) {
      const headers = new Headers(request.headers);
      headers.set("x-namespace-bin", name);
      headers.set("authorization", `Bearer ${await token()}`);
      const signal = AbortSignal.timeout(requestMs);
      const response = await fetch(request.url, { method: request.method, headers, body, signal });
      // Also of a namespace that was pushed out of memory by others and is on its way back; nothing was executed.
      if (response.status !== 404 || tries >= missingRetries) return response;
      await response.body?.cancel();
      await pause(25 * 2 ** tries);
    }
  };
}

/** A token without `p` would open every namespace. */
function sign({ namespace, permission, signingKey }: Access): Promise<string> {
  return new SignJWT({ p: { [permission]: { ns: [namespace] } } })
    .setProtectedHeader({ alg: "EdDSA" })
    .setExpirationTime(`${tokenSeconds}s`)
    .sign(signingKey);
}

/** Made when first asked for, and again when half of its life is over. */
function renewable(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | null = null;
  let madeAt = 0;
  return () => {
    if (!made || performance.now() - madeAt > tokenSeconds * 500) {
      made = make();
      madeAt = performance.now();
    }
    return made;
  };
}
