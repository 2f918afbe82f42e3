import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { revive } from "./control-socket-errors";
import { controlReply, maxReplyBytes, maxRequestBytes, messages, tooLarge } from "./control-socket-messages";
import { readToken } from "./control-socket-token";
import { EngineError } from "./errors";
import { type OwnerRecord, readOwner } from "./ownership-record";

export interface SendOptions {
  /** Called for each progress event, in order. */
  readonly onProgress?: (event: unknown) => void;
  /** Gives up waiting; the owner learns that nobody waits and stops where it can. */
  readonly signal?: AbortSignal;
}

/**
 * Has a command run by the process that owns the data folder, and returns what it returned.
 *
 * @throws EngineError `NotRunning` when nobody owns the folder, `DataFolderOwned` when the owner takes no commands (a
 * command itself, or still starting), `ControlFailed` when it did not finish; and whatever the command threw, with
 * its code, message and detail
 */
export async function sendToOwner(
  dataDir: string,
  command: string,
  args: unknown,
  { onProgress, signal }: SendOptions = {},
): Promise<unknown> {
  const id = randomUUID();
  const request = `${JSON.stringify({ id, token: await readToken(dataDir), command, args })}\n`;
  if (Buffer.byteLength(request) > maxRequestBytes) throw tooLarge(maxRequestBytes);
  const socket = await connectToOwner(await readOwner(dataDir));
  const abandon = () => socket.destroy();
  signal?.addEventListener("abort", abandon);
  try {
    socket.write(request);
    for await (const message of messages(socket, maxReplyBytes)) {
      const reply = controlReply.parse(message);
      if (reply.type === "error") throw revive(reply.error);
      if (reply.type === "result") return reply.value;
      onProgress?.(reply.event);
    }
  } catch (cause) {
    if (!isSocketError(cause)) throw cause;
  } finally {
    signal?.removeEventListener("abort", abandon);
    socket.destroy();
  }
  throw new EngineError("ControlFailed", "The running MedAdmin ended before the command had finished.");
}

async function connectToOwner(owner: OwnerRecord | null): Promise<Socket> {
  if (!owner) throw nobody();
  if (owner.socket === null) {
    throw new EngineError(
      "DataFolderOwned",
      `The data folder is in use by process ${owner.pid}, which takes no commands now. Try again when it is done.`,
      { pid: owner.pid, startedAt: owner.startedAt },
    );
  }
  const socket = connect(owner.socket);
  try {
    await once(socket, "connect");
    return socket;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    // A record and a socket file that a killed owner left behind.
    if (code === "ENOENT" || code === "ECONNREFUSED") throw nobody();
    throw new EngineError("ControlFailed", `The running MedAdmin cannot be reached: ${code}.`, {}, { cause });
  }
}

function nobody(): EngineError {
  return new EngineError("NotRunning", "No running MedAdmin owns this data folder.");
}

/** The connection broke; the operating system's errors name the call that failed. */
function isSocketError(error: unknown): boolean {
  return (
    error instanceof Error &&
    ("syscall" in error || ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"))
  );
}
