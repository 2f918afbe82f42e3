import { EngineError } from "../../errors";
import type { Candidate } from "./candidates";
import type { RunOptions } from "./run-options";

/**
 * The canary alone, then waves that double from twice the concurrency on: what the canary did not show, a small wave
 * may, before thousands are at it.
 * @throws EngineError `NotSupported` when the chosen canary is not behind
 */
export function wavesOf(
  behind: readonly Candidate[],
  canary: RunOptions["canary"],
  concurrency: number,
  random: () => number = Math.random,
): Candidate[][] {
  const rest = [...behind];
  const waves: Candidate[][] = [];
  if (canary !== "none" && rest.length > 0) {
    const at =
      canary === "random"
        ? Math.floor(random() * rest.length)
        : rest.findIndex((each) => each.companyId === canary.companyId && each.purpose === "main");
    if (at < 0) {
      throw new EngineError(
        "NotSupported",
        "The canary is up to date already: choose a company that is not.",
      );
    }
    waves.push(rest.splice(at, 1));
  }
  for (let size = 2 * concurrency; rest.length > 0; size *= 2) waves.push(rest.splice(0, size));
  return waves;
}
