import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/app/_ui/status";
import type { DatabaseState } from "@/drizzle/master/schema/states";

const tones: Record<DatabaseState, Tone> = {
  provisioning: "info",
  ready: "good",
  migrating: "info",
  moving: "info",
  restoring: "info",
  quarantined: "bad",
  failed: "bad",
  removed: "neutral",
};

type Props = { state: DatabaseState; reason: string | null };

export function DatabaseStatus({ state, reason }: Props) {
  const t = useTranslations("fleet.state");
  return (
    <span title={reason ?? undefined}>
      <Status tone={tones[state]}>{t(state)}</Status>
    </span>
  );
}
