import { z } from "zod";

const stopReason = z.discriminatedUnion("code", [
  /** The first database failed, so no other was begun. */
  z.object({ code: z.literal("canary"), slug: z.string(), why: z.string() }),
  /** As many failed as were allowed to. */
  z.object({ code: z.literal("failures"), count: z.number() }),
  /** Who ran it gave it up, or their process ended: whoever begins it again goes on with it. */
  z.object({ code: z.literal("signal") }),
  z.object({ code: z.literal("process") }),
  z.object({ code: z.literal("taken-over") }),
  z.object({ code: z.literal("operator"), who: z.string() }),
  /** In somebody's own words. */
  z.object({ code: z.literal("said"), words: z.string() }),
]);

/** Why a run stopped before its end: kept as it is, put into words by whoever shows it. */
export type StopReason = z.output<typeof stopReason>;

export const keepStopReason = (reason: StopReason): string => JSON.stringify(reason);

/** What is kept of it; earlier versions kept a sentence. */
export function keptStopReason(kept: string | null): StopReason | null {
  if (kept === null) return null;
  try {
    return stopReason.parse(JSON.parse(kept));
  } catch {
    const code = { "Its process ended.": "process", "It was interrupted.": "signal" } as const;
    return kept in code ? { code: code[kept as keyof typeof code] } : { code: "said", words: kept };
  }
}

/** In English, for the command line and the audit. */
export function sayStopReason(reason: StopReason): string {
  switch (reason.code) {
    case "canary":
      return `The canary ${reason.slug} failed: ${reason.why}`;
    case "failures":
      return `${reason.count} ${reason.count === 1 ? "database" : "databases"} failed.`;
    case "signal":
      return "It was interrupted.";
    case "process":
      return "Its process ended.";
    case "taken-over":
      return "Another process has taken it over.";
    case "operator":
      return `Stopped by ${reason.who}.`;
    case "said":
      return reason.words;
  }
}

/** Nobody stopped it: whoever is begun again goes on with it. */
export const isInterruption = (reason: StopReason | null): boolean =>
  reason?.code === "process" || reason?.code === "signal";
