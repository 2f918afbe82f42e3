import { createServer, type Socket } from "node:net";
import { carry } from "./control-socket-errors";
import {
  type ControlReply,
  controlRequest,
  maxReplyBytes,
  maxRequestBytes,
  messages,
  tooLarge,
} from "./control-socket-messages";
import { listenIn } from "./control-socket-place";
import { isToken, makeToken, removeToken } from "./control-socket-token";
import { EngineError } from "./errors";
import { readOwner, writeOwner } from "./ownership-record";

export interface ControlContext {
  /** Tells whoever sent the command how far it is; must survive JSON. Dropped when they do not listen fast enough. */
  readonly progress: (event: unknown) => void;
  /** Aborted when the sender has gone, or the server is closing: stop at the next place where that does no harm. */
  readonly signal: AbortSignal;
}

/** Runs a command for another process. What it returns must survive JSON; what it throws arrives there typed. */
export type ControlHandler = (command: string, args: unknown, context: ControlContext) => Promise<unknown>;

export interface ControlServer {
  readonly path: string;
  /** Takes no more commands, tells the running ones to stop, and resolves when they have. */
  close(): Promise<void>;
}

const requestWithinMs = 10_000;
const maxConnections = 32;
const slowBytes = 1024 * 1024;

/**
 * Lets other processes of this machine have commands run by the owner of the data folder.
 * @param dataDir a folder that this process owns
 */
export async function serveControl(dataDir: string, handler: ControlHandler): Promise<ControlServer> {
  const token = await makeToken(dataDir);
  const closing = new AbortController();
  const running = new Map<Socket, Promise<void>>();
  const server = createServer((socket) => {
    const served = serve(socket, token, handler, closing.signal).finally(() => running.delete(socket));
    running.set(socket, served);
  });
  server.maxConnections = maxConnections;
  const { path, remove } = await listenIn(dataDir, server);
  // A connection that could not be accepted is its sender's trouble, not the end of this process.
  server.on("error", () => {});
  await tellWhere(dataDir, path);
  return {
    path,
    close: async () => {
      closing.abort();
      server.close();
      await Promise.all(running.values());
      await tellWhere(dataDir, null);
      await removeToken(dataDir);
      await remove();
    },
  };
}

async function tellWhere(dataDir: string, socket: string | null): Promise<void> {
  const owner = await readOwner(dataDir);
  if (owner) await writeOwner(dataDir, { ...owner, socket });
}

async function serve(
  socket: Socket,
  token: string,
  handler: ControlHandler,
  closing: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket.on("error", leave);
  socket.setTimeout(requestWithinMs, () => socket.destroy());
  const refuse = () => socket.destroy();
  closing.addEventListener("abort", refuse);
  let id = "";
  try {
    const incoming = messages(socket, maxRequestBytes);
    const request = understood((await incoming.next()).value);
    id = request.id;
    if (!isToken(request.token, token)) throw new EngineError("ControlFailed", "The token is wrong.");
    closing.removeEventListener("abort", refuse);
    socket.setTimeout(0);
    // Nothing more is to come; reading on is how we learn that the sender has gone.
    incoming.next().then(leave, leave);
    const value = await handler(request.command, request.args, {
      signal: AbortSignal.any([closing, gone.signal]),
      progress: (event) => {
        if (socket.writableLength < slowBytes) send(socket, { id, type: "progress", event });
      },
    });
    send(socket, { id, type: "result", value });
  } catch (error) {
    send(socket, { id, type: "error", error: carry(error) });
  } finally {
    closing.removeEventListener("abort", refuse);
    socket.end();
  }
}

function understood(message: unknown) {
  const request = controlRequest.safeParse(message);
  if (!request.success) throw new EngineError("ControlFailed", "The request was not understood.");
  return request.data;
}

function send(socket: Socket, reply: ControlReply): void {
  if (!socket.writable) return;
  const line = JSON.stringify(reply);
  if (Buffer.byteLength(line) > maxReplyBytes) throw tooLarge(maxReplyBytes);
  socket.write(`${line}\n`);
}
