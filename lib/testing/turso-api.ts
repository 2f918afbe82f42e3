/**
 * Turso Cloud on loopback: the documented platform API (https://docs.turso.tech/api-reference) with its rules, over the
 * real libSQL server. It was written from the documentation, and has never been compared with the service.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { decodeJwt } from "jose";
import { NamespaceAdmin } from "@/lib/databases/servers/libsql-server-admin";
import { startSqld } from "./sqld";
import { type Answered, json, TursoOrganization } from "./turso-organization";

/** Something that goes wrong with the next requests that fit. */
export interface Fault {
  /** Against `POST /v1/organizations/acme/databases`, or `/db/NAME/v2/pipeline` of a database itself. */
  readonly when: RegExp;
  /** How often; once when left out. */
  times?: number;
  /** Carried out, though the answer says otherwise or never comes. */
  readonly executed?: boolean;
  /** What is answered; null breaks the connection off, "silence" keeps it open. */
  readonly answer: Answered | null | "silence";
}

export interface TursoApi {
  readonly url: string;
  readonly apiToken: string;
  readonly organization: TursoOrganization;
  readonly faults: Fault[];
  /** Of every request: what was asked, and with which token. */
  readonly requests: Array<{ readonly line: string; readonly authorization: string }>;
  /** Turso lets nobody read or write any more, as it does when more was used than is paid for. */
  block(name: string): Promise<void>;
  /** Where the host that the API names is found here. */
  readonly urlOf: (hostname: string) => string;
  stop(): Promise<void>;
}

export async function startTursoApi(): Promise<TursoApi> {
  const sqld = await startSqld();
  const apiToken = `platform-${randomBytes(16).toString("hex")}`;
  const admin = new NamespaceAdmin(sqld.adminUrl, null);
  const organization = new TursoOrganization(admin, sqld.signingKey);
  const faults: Fault[] = [];
  const requests: TursoApi["requests"] = [];

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? "/";
    const line = `${request.method} ${path}`;
    const authorization = request.headers.authorization ?? "";
    requests.push({ line, authorization });
    const answer = async () =>
      path.startsWith("/db/") ? database(path, body, authorization) : platform(line, body, authorization);
    const fault = faults.find((each) => each.when.test(line) && (each.times ?? 1) > 0);
    if (!fault) return send(response, await answer());
    fault.times = (fault.times ?? 1) - 1;
    if (fault.executed) await answer();
    if (fault.answer === "silence") return;
    if (fault.answer === null) return void response.destroy();
    send(response, fault.answer);
  });

  async function platform(line: string, body: Buffer, authorization: string): Promise<Answered> {
    if (authorization !== `Bearer ${apiToken}`) return json(401, { error: "invalid or expired token" });
    return organization.answer(line, body.toString());
  }

  /** What stands before the databases: finds them by their host, and knows the tokens that are good. */
  async function database(path: string, body: Buffer, authorization: string): Promise<Answered> {
    const [, , hostname = "", ...rest] = path.split("/");
    const name = organization.nameAt(hostname);
    if (name === null) return { status: 404, body: "no such database" };
    if (!organization.isServed(name)) return { status: 404, body: "not yet" };
    const token = authorization.replace("Bearer ", "");
    if (!organization.isGood(token, name)) return { status: 401, body: "no" };
    if (onlyReads(token)) {
      await organization.beforeRead?.(body.toString());
      if (organization.endsReads && goesOn(body))
        return json(400, { message: "The stream has expired", code: "STREAM_EXPIRED" });
    }
    const found = await fetch(`${sqld.url}/${rest.join("/")}`, {
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/json",
        "x-namespace-bin": Buffer.from(name).toString("base64").replace(/=+$/, ""),
      },
      body: new Uint8Array(body),
    });
    const answer = Buffer.from(await found.arrayBuffer());
    const type = found.headers.get("content-type");
    return {
      status: found.status,
      body: answer,
      ...(type !== null && { headers: { "content-type": type } }),
    };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url,
    apiToken,
    organization,
    faults,
    requests,
    block: async (name) => {
      const config = { block_reads: true, block_writes: true, block_reason: "upgrade your plan" };
      await fetch(`${sqld.adminUrl}/v1/namespaces/${name}/config`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(config),
      });
    },
    // With a slash at the end, or the client would replace the last part.
    urlOf: (hostname) => `${url}/db/${hostname}/`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await sqld.stop();
    },
  };
}

function onlyReads(token: string): boolean {
  return "ro" in (decodeJwt<{ p?: object }>(token).p ?? {});
}

/** Whether it belongs to a transaction that an earlier request has begun. */
function goesOn(body: Buffer): boolean {
  return (JSON.parse(body.toString()) as { baton?: unknown }).baton != null;
}

function send(response: ServerResponse, { status, headers, body }: Answered): void {
  response.writeHead(status, headers).end(body);
}
