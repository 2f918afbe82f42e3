import type { KeyObject } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type CryptoKey, type JWTPayload, SignJWT } from "jose";

/** Ed25519; its public half is what the server was started with. Asked for each token: it may have been replaced. */
export type SigningKeySource = () => SigningKey;
type SigningKey = CryptoKey | KeyObject;

export interface Access {
  readonly namespace: string;
  /** `ro`: the server itself refuses every write. */
  readonly permission: "ro" | "rw";
  readonly signingKey: SigningKeySource;
}

const tokenSeconds = 120;

/** How long a server may take to answer, and how often one that does not know the database is asked again. */
export interface Patience {
  readonly requestMs: number;
  /** After 25 ms, then twice as long each time. */
  readonly missingRetries: number;
}

/** Six times take 1.6 s together. */
const patient: Patience = { requestMs: 30_000, missingRetries: 6 };
/** For a replica: there is somebody else who can answer. */
export const impatient: Patience = { requestMs: 3_000, missingRetries: 0 };

/**
 * A `fetch` for one namespace: names it in a header, since subdomains of a loopback address resolve nowhere, and
 * signs for it and nothing else.
 */
export function namespaceFetch(access: Access, patience?: Patience): (request: Request) => Promise<Response> {
  // Without padding: this server refuses a name whose Base64 ends in "=".
  const name = Buffer.from(access.namespace).toString("base64").replace(/=+$/, "");
  // A token without `p` would open every namespace.
  const token = renewable(access.signingKey, { p: { [access.permission]: { ns: [access.namespace] } } });
  return patientFetch(
    async (headers) => {
      headers.set("x-namespace-bin", name);
      headers.set("authorization", `Bearer ${await token.current()}`);
    },
    // The key may have been replaced since.
    () => token.renew(),
    patience,
  );
}

/**
 * A `fetch` for one database of a server: each request is authorized anew, ends in time, and is repeated where the
 * server does not know the database, since it may be on its way; then nothing was executed.
 * @param authorize adds what the server asks for
 * @param refused called when the server does not accept that; true when it is worth another try with something newer
 */
export function patientFetch(
  authorize: (headers: Headers) => Promise<void>,
  refused: (sent: Headers) => boolean = () => false,
  { requestMs, missingRetries }: Patience = patient,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = request.body ? await request.arrayBuffer() : null;
    for (let tries = 0, renewed = false; ; ) {
      const headers = new Headers(request.headers);
      await authorize(headers);
      const signal = AbortSignal.timeout(requestMs);
      const { url, method } = request;
      // A token goes to the server it was made for and to no other.
      const response = await fetch(url, { method, headers, body, signal, redirect: "manual" });
      if (response.status === 401 && !renewed && refused(headers)) renewed = true;
      else if (response.status === 404 && tries < missingRetries) await pause(25 * 2 ** tries++);
      else return response;
      await response.body?.cancel();
    }
  };
}

/** Without padding: this server refuses a name whose Base64 ends in "=". */
const headerName = (namespace: string) => Buffer.from(namespace).toString("base64").replace(/=+$/, "");

/** Whether the server opens a namespace to who brings no token at all. */
export async function letsAnybodyIn(url: string, namespace: string): Promise<boolean> {
  const address = `${url.replace(/\/+$/, "").replace(/^libsql:/, "https:")}/v2/pipeline`;
  const { status, body } = await fetch(address, {
    method: "POST",
    headers: { "x-namespace-bin": headerName(namespace), "content-type": "application/json" },
    body: '{"requests":[]}',
    redirect: "manual",
    signal: AbortSignal.timeout(5_000),
  });
  await body?.cancel();
  return status >= 200 && status < 300;
}

/** A `fetch` for a server that holds one database: with the token given, or with one that is signed again and again. */
export function authorizedFetch(
  authToken: string | null,
  signed: RenewableToken | null,
): (request: Request) => Promise<Response> {
  return patientFetch(
    async (headers) => {
      const token = authToken ?? (await signed?.current());
      if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    },
    () => signed?.renew() ?? false,
  );
}

/** For a server that holds one database and nothing else: it would open every namespace of another. */
export function serverToken(signingKey: SigningKeySource): RenewableToken {
  return renewable(signingKey, { a: "rw" });
}

async function sign(claims: JWTPayload, key: SigningKey): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "EdDSA" })
    .setExpirationTime(`${tokenSeconds}s`)
    .sign(key);
}

export interface RenewableToken {
  readonly current: () => Promise<string>;
  /** Forgets it when another key signs now. @returns whether it did */
  readonly renew: () => boolean;
}

/** Made when first asked for, and again when half of its life is over. */
function renewable(signingKey: SigningKeySource, claims: JWTPayload): RenewableToken {
  let made: { readonly token: Promise<string>; readonly key: SigningKey; readonly at: number } | null = null;
  return {
    current: () => {
      if (!made || performance.now() - made.at > tokenSeconds * 500) {
        const key = signingKey();
        made = { token: sign(claims, key), key, at: performance.now() };
      }
      return made.token;
    },
    renew: () => {
      if (made?.key === signingKey()) return false;
      made = null;
      return true;
    },
  };
}
