import { getTranslations } from "next-intl/server";
import { Badge, Status } from "@/app/_ui/status";
import { fullName } from "@/lib/domain/full-name";
import { formatDateTime } from "@/lib/i18n/format";
import type { openedPagesOf, PastImpersonation } from "@/lib/master/impersonations/queries";
import { zone } from "../../../_shell/zone";

type Props = { one: PastImpersonation; pages: Awaited<ReturnType<typeof openedPagesOf>> };

/** Who was in, when, why and how; what was opened is behind its count. */
export async function ImpersonationLine({ one, pages }: Props) {
  const t = await getTranslations("impersonation.list");
  const now = Date.now();
  const running = one.endedBy === null && one.expiresAt > now;
  const until = one.endedAt ?? Math.min(one.expiresAt, now);
  const length = t("minutes", { minutes: Math.floor((until - one.startedAt) / 60_000) });
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{fullName(one)}</span>
        <Badge tone={one.mode === "full" ? "warn" : "neutral"}>{t(`mode.${one.mode}`)}</Badge>
        {running && <Status tone="info">{t("ended.running")}</Status>}
        <span className="ml-auto text-muted text-small tabular-nums">
          {formatDateTime(one.startedAt, zone)}
        </span>
      </div>
      <p className="[overflow-wrap:anywhere]">{one.reason}</p>
      <div className="flex flex-wrap items-baseline gap-x-2 text-muted text-small">
        <span>{running ? length : `${length} · ${t(`ended.${one.endedBy ?? "expired"}`)}`}</span>
        {pages.length > 0 && (
          <details className="open:basis-full">
            <summary className="inline-flex min-h-6 cursor-pointer items-center underline underline-offset-2 hover:text-ink touch:min-h-11">
              {t("opened", { count: pages.length })}
            </summary>
            <ul className="pb-1 font-mono text-caption">
              {pages.map(({ path, times }) => (
                <li key={path} className="[overflow-wrap:anywhere]">
                  {path}
                  {times > 1 && ` ×${times}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
