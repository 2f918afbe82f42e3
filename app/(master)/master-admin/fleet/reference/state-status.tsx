import { useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";
import type { SyncState } from "@/lib/master/fleet/reference/sync-states";

type Props = { state: SyncState | undefined; current: number | null };

/** Whether a company said what the catalogue says, when it was last compared. */
export function StateStatus({ state, current }: Props) {
  const t = useTranslations("fleetReference.state");
  if (!state) return <Status>{t("unknown")}</Status>;
  if (state.error !== null)
    return (
      <span title={state.error}>
        <Status tone="bad">{t("unread")}</Status>
      </span>
    );
  if (state.edition === null) return <Status tone="warn">{t("never")}</Status>;
  const isBehind = state.changes > 0 || state.edition < (current ?? 0);
  return <Status tone={isBehind ? "warn" : "good"}>{t(isBehind ? "behind" : "current")}</Status>;
}
