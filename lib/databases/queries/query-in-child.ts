import { spawn } from "node:child_process";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { EngineError } from "../errors";
import { fileUrl } from "../file-url";

export type FoundRow = Record<string, unknown>;

export interface ChildQuery {
  /** Of a database file that is open here too. */
  readonly path: string;
  readonly key: string | null;
  readonly statement: string;
  readonly timeoutMs: number;
  /** Ends the process when it aborts. */
  readonly signal: AbortSignal;
}

/** As much as may be sent on to another process; see the control socket. */
const maxAnswerBytes = 64 * 1024 * 1024;
const memoryBytes = 512 * 1024 * 1024;
/** The child ends itself that much later, in case nobody is left to end it. */
const graceMs = 2_000;

/**
 * Runs a statement read-only in a process of its own, which can be ended at any moment: it reads, so it loses nothing.
 * The key goes through a pipe: arguments and environments can be read by others.
 * @throws EngineError `NotSupported` with the database's reason; otherwise what the signal was aborted with
 */
export async function queryInChild({ path, key, statement, timeoutMs, signal }: ChildQuery) {
  const script = join(/* turbopackIgnore: true */ process.cwd(), "lib/databases/queries/query-child.mjs");
  const tooMuch = new AbortController();
  const child = spawn(process.execPath, [script], {
    stdio: ["pipe", "pipe", "pipe"],
    signal: AbortSignal.any([signal, tooMuch.signal]),
    killSignal: "SIGKILL",
  });
  const answer: Buffer[] = [];
  let size = 0;
  let errors = "";
  child.stdout.on("data", (part: Buffer) => {
    size += part.length;
    if (size > maxAnswerBytes) tooMuch.abort();
    else answer.push(part);
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    errors += part;
  });
  // A child that ended before it had read everything says why by its exit code.
  child.stdin.on("error", () => {});
  const endsAfterMs = timeoutMs + graceMs;
  child.stdin.end(JSON.stringify({ url: fileUrl(path, "ro"), key, statement, endsAfterMs, memoryBytes }));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  }).catch((error) => {
    if (signal.aborted) throw signal.reason;
    if (!tooMuch.signal.aborted) throw error;
    throw new EngineError("NotSupported", "The answer is larger than 64 MB; ask for less, see --limit.");
  });
  if (code === 0) return deserialize(Buffer.concat(answer)) as FoundRow[];
  const reason = errors.trim().split("\n", 1)[0] || "its process was ended";
  throw new EngineError("NotSupported", `The database refused the statement: ${reason}`);
}
