import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/app/_ui/status";
import type { JobState } from "@/drizzle/master/schema/states";

const tones: Record<JobState, Tone> = {
  waiting: "neutral",
  running: "info",
  done: "good",
  dead: "bad",
  cancelled: "neutral",
};

type Props = { job: { state: JobState; lastError: string | null } };

/** One that waits because it failed is told apart from one that was never begun. */
export function JobStatus({ job: { state, lastError } }: Props) {
  const t = useTranslations("fleetJobs.state");
  if (state === "waiting" && lastError !== null) return <Status tone="warn">{t("retrying")}</Status>;
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
