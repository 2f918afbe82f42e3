import type { Tone } from "@/app/_ui/status";
import type { ReferenceOrigin } from "@/lib/company/reference/filter";

export const originTone = {
  catalogue: "neutral",
  changed: "info",
  company: "accent",
} as const satisfies Record<ReferenceOrigin, Tone>;
