import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { parseStartOptions } from "./options.mjs";
import { probePort } from "./port.mjs";

describe("npm start", () => {
  it("takes a port, an address and --demo", () => {
    expect(parseStartOptions(["--port", "8080", "--host=0.0.0.0", "--demo"])).toEqual({
      port: 8080,
      host: "0.0.0.0",
      demo: true,
      help: false,
    });
    expect(parseStartOptions([])).toEqual({ demo: false, help: false });
  });

  it.each([[["--port", "http"]], [["--port", "65536"]], [["--prot", "80"]], [["80"]]])(
    "refuses %j in one line, as wrong usage",
    (args) => {
      let refusal: unknown;
      try {
        parseStartOptions(args);
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toMatchObject({
        name: "BootError",
        exitCode: 2,
        message: expect.not.stringContaining("\n"),
      });
    },
  );

  it("says in one line that a port is in use, and finds a free one when asked", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await expect(probePort(port, "127.0.0.1")).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`);
    expect(await probePort(0, "127.0.0.1")).toBeGreaterThan(0);
    server.close();
    await expect(probePort(0, "203.0.113.1")).rejects.toThrow("not an address of this machine");
  });
});
