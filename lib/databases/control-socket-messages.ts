import type { Socket } from "node:net";
import { z } from "zod";
import { EngineError } from "./errors";

/** One connection carries one command: a request up, then any number of events and one end down, each a line. */
export const controlRequest = z.object({
  id: z.string().min(1).max(100),
  token: z.string(),
  command: z.string().min(1).max(200),
  args: z.unknown().optional(),
});

const carriedError = z.object({
  kind: z.enum(["engine", "domain", "unexpected"]),
  code: z.string(),
  message: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  fieldErrors: z.record(z.string(), z.string()).optional(),
});

/** An error as it travels: what tells it apart on the other side, and nothing of its stack. */
export type CarriedError = z.infer<typeof carriedError>;

export const controlReply = z.discriminatedUnion("type", [
  z.object({ id: z.string(), type: z.literal("progress"), event: z.unknown().optional() }),
  z.object({ id: z.string(), type: z.literal("result"), value: z.unknown().optional() }),
  z.object({ id: z.string(), type: z.literal("error"), error: carriedError }),
]);

export type ControlReply = z.input<typeof controlReply>;

/** Commands are small; what nobody has proved to be ours yet gets no more of our memory. */
export const maxRequestBytes = 1024 * 1024;
/** Answers hold lists of companies and rows of queries. */
export const maxReplyBytes = 64 * 1024 * 1024;

export function tooLarge(maxBytes: number): EngineError {
  return new EngineError("ControlFailed", `A message was larger than ${maxBytes / 1024 / 1024} MB.`);
}

/**
 * The lines that arrive, parsed, until the other side ends.
 * @throws EngineError `ControlFailed` for a line that is too long or no JSON; whatever the socket reports
 */
export async function* messages(socket: Socket, maxBytes: number): AsyncGenerator<unknown, void, void> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      if (size + end > maxBytes) throw tooLarge(maxBytes);
      yield parse(Buffer.concat([...parts, rest.subarray(0, end)]));
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
    size += rest.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
  }
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch (cause) {
    throw new EngineError("ControlFailed", "A message was not JSON.", {}, { cause });
  }
}
