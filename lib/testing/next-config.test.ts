import { expect, it } from "vitest";
import config from "@/next.config.mjs";

it("takes no form apart that is larger than any of ours", () => {
  expect(config.experimental?.serverActions?.bodySizeLimit).toBe("256kb");
});
