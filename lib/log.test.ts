import { describe, expect, it } from "vitest";
import { createLog } from "./log";

function capture(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog("info", { write: (text: string) => void lines.push(text) }));
  return JSON.parse(lines.join(""));
}

describe("log", () => {
  it("hides secrets wherever they stand, up to two levels down", () => {
    const line = JSON.stringify(
      capture((log) =>
        log.info({
          password: "p1",
          user: { passwordHash: "p2" },
          request: { headers: { cookie: "p3", "set-cookie": "p4" } },
        }),
      ),
    );
    expect(line).not.toMatch(/p[1-4]/);
    expect(line).toContain("[redacted]");
  });

  it("leaves out the parameters of a failed statement, also in its causes", () => {
    const cause = new Error("Failed query: insert into doctors values (?)\nparams: Ayten,+994501234567");
    const line = JSON.stringify(capture((log) => log.error({ err: new Error("could not save", { cause }) })));
    expect(line).toContain("insert into doctors");
    expect(line).not.toContain("Ayten");
  });

  it("carries the request id", () => {
    expect(capture((log) => log.child({ requestId: "r-1" }).info("hello"))).toMatchObject({
      requestId: "r-1",
      msg: "hello",
      level: "info",
    });
  });
});
