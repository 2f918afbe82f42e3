import { expect, it } from "vitest";
import { createLog } from "./log";
import { logRequestError } from "./log-request-error";

const request = { method: "POST", route: "/login", kind: "action" };

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  logRequestError(createLog("info", { write: (line: string) => void lines.push(line) }), error, request);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "");
}

it.each([
  "Invalid Server Actions request.",
  "Body exceeded 256kb limit.\nTo configure the body size limit for Server Actions, see: …",
])("a visitor's request that was refused is one line: %j", (message) => {
  const line = logged(new Error(message));
  expect(line).toMatchObject({ level: "warn", ...request, reason: message.split("\n")[0] });
  expect(JSON.stringify(line)).not.toContain("stack");
});

it("what nobody foresaw is an error with its stack", () => {
  expect(logged(new Error("no such table: doctors"))).toMatchObject({
    level: "error",
    ...request,
    err: { message: "no such table: doctors", stack: expect.stringContaining("log-request-error.test") },
  });
});
