import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import type { JobProgress as Progress } from "@/lib/master/jobs/renew-lease";

/** How far a job got, as a bar and in words. */
export function JobProgress({ progress: { done, total, text } }: { progress: Progress }) {
  const t = useTranslations("fleetJobs");
  const locale = useLocale();
  const words = t("progress", { done: formatNumber(done, locale), total: formatNumber(total, locale) });
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div className="min-w-0">
      <div className="flex items-baseline gap-2 text-caption">
        <span className="shrink-0 tabular-nums">{words}</span>
        <span className="truncate text-muted">{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={t("columns.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
        aria-valuetext={words}
        className="mt-1 h-1 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
