import { expect, it } from "vitest";
import { isInterruption, keepStopReason, keptStopReason, sayStopReason } from "./stop-reason";

it("a reason is kept as a code, and told in words; a sentence of an earlier version stays what it was", () => {
  const reason = { code: "canary", slug: "aa", why: "No such table." } as const;
  expect(keptStopReason(keepStopReason(reason))).toEqual(reason);
  expect(sayStopReason(reason)).toBe("The canary aa failed: No such table.");
  expect(keptStopReason("Its process ended.")).toEqual({ code: "process" });
  expect(keptStopReason("Lunch.")).toEqual({ code: "said", words: "Lunch." });
  expect(keptStopReason('{"code":"unheard"}')).toEqual({ code: "said", words: '{"code":"unheard"}' });
  expect(keptStopReason(null)).toBeNull();
  expect(isInterruption({ code: "signal" })).toBe(true);
  expect(isInterruption({ code: "operator", who: "Leyla" })).toBe(false);
});
