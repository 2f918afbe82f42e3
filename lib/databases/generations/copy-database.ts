import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { EngineError } from "../errors";
import { fileUrl } from "../file-url";
import { asNoSpace, isDiskFull } from "../no-space";

/** Bytes up to which a copy is made here, about 20 ms of the event loop; starting a process takes longer. */
export const smallEnough = 8 * 1024 * 1024;

/**
 * A consistent copy of a database that may be in use: compact, closed, under the same key, and not in WAL mode.
 * Reads only; large ones in a process of their own, so that nobody waits.
 * @param to must not exist
 */
export async function copyDatabase(from: string, to: string, key: string | null): Promise<void> {
  if (await isLarge(from)) await copyInChild(from, to, key);
  else await copyHere(from, to, key);
}

/** Whether working through the whole of it would keep everybody else waiting. */
export async function isLarge(path: string): Promise<boolean> {
  return (await stat(path)).size > smallEnough;
}

async function copyHere(from: string, to: string, key: string | null): Promise<void> {
  const client = createClient({
    url: fileUrl(from, "ro"),
    concurrency: 1,
    timeout: 0,
    ...(key !== null && { encryptionKey: key }),
  });
  try {
    await client.execute({ sql: "VACUUM INTO ?", args: [to] });
  } finally {
    client.close();
  }
}

/** The key goes through a pipe: arguments and environments can be read by others. */
export async function copyInChild(from: string, to: string, key: string | null): Promise<void> {
  const script = join(/* turbopackIgnore: true */ process.cwd(), "lib/databases/generations/copy-child.mjs");
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  child.stdin.end(JSON.stringify({ url: fileUrl(from, "ro"), to, key }));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code === 0) return;
  const cause = new Error(errors.trim() || `The process that copied ended with ${code}.`);
  if (isDiskFull(cause)) throw asNoSpace(cause);
  throw new EngineError("Damaged", `The copy failed: ${cause.message.split("\n", 1)[0]}`, {}, { cause });
}
