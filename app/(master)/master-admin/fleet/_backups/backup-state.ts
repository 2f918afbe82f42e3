import type { Tone } from "@/app/_ui/status";
import type { BackupState } from "@/drizzle/master/schema/states";

export const backupTones: Record<BackupState, Tone> = {
  making: "info",
  ready: "good",
  failed: "bad",
  removed: "neutral",
};
