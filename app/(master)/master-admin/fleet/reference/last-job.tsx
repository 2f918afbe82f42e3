import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { formatDateTime } from "@/lib/i18n/format";
import type { lastSyncJob } from "@/lib/master/fleet/reference/sync-job";
import { zone } from "../../../_shell/zone";

type Job = NonNullable<Awaited<ReturnType<typeof lastSyncJob>>>;

/** How the last synchronization of the whole fleet goes, or went. */
export async function LastJob({ job: { isOpen, createdAt, finishedAt, result } }: { job: Job }) {
  const t = await getTranslations("fleetReference.job");
  const time = formatDateTime(finishedAt ?? createdAt, zone);
  if (isOpen) return <Notice className="mb-4">{t("open", { time })}</Notice>;
  if (!result)
    return (
      <Notice tone="bad" className="mb-4">
        {t("failed", { time })}
      </Notice>
    );
  return (
    <Notice tone={result.failed > 0 ? "warn" : "info"} className="mb-4">
      {t("done", { time, ...result })}
    </Notice>
  );
}
