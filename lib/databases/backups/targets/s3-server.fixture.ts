/**
 * A bucket on loopback that speaks as much of S3 as we use, in memory: PUT, GET, HEAD and DELETE of objects, uploads in
 * parts, and ListObjectsV2. It checks the signature (version 4) of every request by itself, from its specification.
 */
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export const s3Credentials = { accessKeyId: "test-key", secretAccessKey: "test-secret", region: "eu-test-1" };
const bucket = "medadmin-backups";

interface Answered {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

export async function startS3() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const requests: string[] = [];
  /** Set to make every request fail that fits. */
  const broken: { when: RegExp | null } = { when: null };

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const url = new URL(request.url ?? "/", "http://s3");
    const line = `${request.method} ${url.pathname}${url.search}`;
    requests.push(line);
    const answered: Answered = !isSigned(request, url, body)
      ? { status: 403, body: "<Error><Code>SignatureDoesNotMatch</Code></Error>" }
      : broken.when?.test(line)
        ? { status: 400, body: "<Error><Code>Broken</Code><Message>broken</Message></Error>" }
        : answer(request.method ?? "", url, body);
    response.writeHead(answered.status, answered.headers).end(answered.body);
  });

  function answer(method: string, url: URL, body: Buffer): Answered {
    const key = decodeURIComponent(url.pathname.replace(`/${bucket}`, "").replace(/^\//, ""));
    const uploadId = url.searchParams.get("uploadId");
    if (method === "POST" && url.searchParams.has("uploads")) {
      const id = `upload-${uploads.size}`;
      uploads.set(id, new Map());
      const parts = `<Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`;
      return xml(`<InitiateMultipartUploadResult>${parts}</InitiateMultipartUploadResult>`);
    }
    const parts = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && !parts) return { status: 404, body: "<Error><Code>NoSuchUpload</Code></Error>" };
    if (method === "PUT" && parts) {
      parts.set(Number(url.searchParams.get("partNumber")), body);
      return { status: 200, headers: { etag: etag(body) } };
    }
    if (method === "POST" && parts) {
      const whole = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part));
      objects.set(key, whole);
      const result = `<Bucket>${bucket}</Bucket><Key>${key}</Key><ETag>${etag(whole)}</ETag>`;
      return xml(`<CompleteMultipartUploadResult>${result}</CompleteMultipartUploadResult>`);
    }
    if (method === "DELETE") {
      if (uploadId === null) objects.delete(key);
      else uploads.delete(uploadId);
      return { status: 204 };
    }
    if (method === "PUT") {
      objects.set(key, body);
      return { status: 200, headers: { etag: etag(body) } };
    }
    if (key === "") return list(url.searchParams.get("prefix") ?? "");
    const found = objects.get(key);
    if (!found) return { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
    const headers = { etag: etag(found), "content-length": String(found.length) };
    return method === "HEAD" ? { status: 200, headers } : { status: 200, headers, body: found };
  }

  function list(prefix: string): Answered {
    const found = [...objects].filter(([key]) => key.startsWith(prefix));
    const contents = found.map(
      ([key, body]) =>
        `<Contents><Key>${key}</Key><Size>${body.length}</Size><ETag>${etag(body)}</ETag><LastModified>2026-11-21T09:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>`,
    );
    const counts = `<KeyCount>${found.length}</KeyCount><IsTruncated>false</IsTruncated>`;
    return xml(`<ListBucketResult><Name>${bucket}</Name>${counts}${contents.join("")}</ListBucketResult>`);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/${bucket}`, objects, uploads, requests, broken, stop };
}

const xml = (text: string): Answered => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>${text}`,
});
const etag = (body: Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
    request.headers.authorization ?? "",
  );
  const [, credential = "", names = "", signature] = given ?? [];
  const [accessKey, date = "", region = "", service = ""] = credential.split("/");
  const content = String(request.headers["x-amz-content-sha256"]);
  if (accessKey !== s3Credentials.accessKeyId || region !== s3Credentials.region) return false;
  if (content !== "UNSIGNED-PAYLOAD" && content !== sha256(body)) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join("&");
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(""), names, content].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [region, service, "aws4_request"].reduce<Buffer>(
    hmac,
    hmac(`AWS4${s3Credentials.secretAccessKey}`, date),
  );
  return hmac(key, text).toString("hex") === signature;
}
