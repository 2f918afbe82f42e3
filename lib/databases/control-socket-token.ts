import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const pathOf = (dataDir: string) => join(/* turbopackIgnore: true */ dataDir, "secrets", "control");

/**
 * A token that only who may read the folder of secrets knows, new for each owner. On Unix the socket's own mode keeps
 * others out already; a named pipe of Windows has none.
 */
export async function makeToken(dataDir: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const path = pathOf(dataDir);
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.${process.pid}`, `${token}\n`, { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
  return token;
}

/** Empty when there is none, which no owner accepts. */
export async function readToken(dataDir: string): Promise<string> {
  return (await readFile(pathOf(dataDir), "utf8").catch(() => "")).trim();
}

export async function removeToken(dataDir: string): Promise<void> {
  await rm(pathOf(dataDir), { force: true });
}

/** Takes the same time wherever the two differ. */
export function isToken(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
