import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/app/_ui/status";
import type { MigrationRunSummary } from "@/lib/master/fleet/migrations/list-migration-runs";

type Props = { run: Pick<MigrationRunSummary, "state" | "counts"> };

/** One that went to its end, though not every database came along, is not quite good. */
export function RunStatus({ run: { state, counts } }: Props) {
  const t = useTranslations("fleet.run");
  const incomplete = state === "done" && counts.failed > 0;
  const tones: Record<MigrationRunSummary["state"], Tone> = {
    running: "info",
    done: incomplete ? "warn" : "good",
    stopped: "bad",
  };
  return <Status tone={tones[state]}>{incomplete ? t("incomplete") : t(state)}</Status>;
}
