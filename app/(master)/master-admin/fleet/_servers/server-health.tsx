import { useLocale, useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";
import type { ServerHealth as Health } from "@/lib/databases";
import { formatNumber } from "@/lib/i18n/format";

/** Whether it answered just now, and how fast. */
export function ServerHealth({ health: { latencyMs, problem } }: { health: Health }) {
  const t = useTranslations("fleetServers.health");
  const locale = useLocale();
  if (problem) return <Status tone="bad">{t("fails")}</Status>;
  return (
    <Status tone="good">
      {latencyMs === null ? t("works") : t("worksIn", { ms: formatNumber(Math.round(latencyMs), locale) })}
    </Status>
  );
}
