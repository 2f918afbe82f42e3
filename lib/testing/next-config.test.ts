import { expect, it } from "vitest";
import config from "@/next.config.mjs";

it("takes no form apart that is larger than any of ours", () => {
  expect(config.experimental?.serverActions?.bodySizeLimit).toBe("256kb");
});

it("keeps no more of a stranger's request in memory than it needs to see that it is too large", () => {
  expect(config.experimental?.proxyClientMaxBodySize).toBe("512kb");
});
