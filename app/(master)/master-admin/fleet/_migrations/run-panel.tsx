import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Meter } from "@/app/_ui/meter";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { formatNumber } from "@/lib/i18n/format";
import type { MigrationRunSummary } from "@/lib/master/fleet/migrations/list-migration-runs";
import { migrationPath } from "../addresses";
import { RunStatus } from "./run-status";
import { StopReasonLine } from "./stop-reason-line";

/** How far a migration of the fleet is; live while it runs. */
export async function RunPanel({ run, linked = true }: { run: MigrationRunSummary; linked?: boolean }) {
  const t = await getTranslations("fleet.run");
  const locale = await getLocale();
  const { waiting, running, done, current, failed } = run.counts;
  const total = waiting + running + done + current + failed;
  const finished = done + current + failed;
  return (
    <Panel className="mb-3">
      {run.state === "running" && <RefreshWhile />}
      <div className="mb-2 flex flex-wrap items-center gap-2.5">
        <h2 className="font-semibold">
          {linked ? (
            <Link href={migrationPath(run.id)} prefetch={false} className="hover:underline">
              {t("title", { target: run.target })}
            </Link>
          ) : (
            run.target
          )}
        </h2>
        <RunStatus run={run} />
      </div>
      <Meter
        label={t("progress")}
        text={`${formatNumber(finished, locale)} / ${formatNumber(total, locale)}`}
        value={finished}
        max={null}
      />
      <div className="mt-1 h-1.5 overflow-hidden rounded-full bg-line" aria-hidden>
        <div
          className="h-full rounded-full bg-accent"
          style={{ width: `${total === 0 ? 0 : (finished / total) * 100}%` }}
        />
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-muted text-small tabular-nums">
        <li>{t("counts.done", { count: done })}</li>
        {current > 0 && <li>{t("counts.current", { count: current })}</li>}
        {failed > 0 && <li className="text-bad">{t("counts.failed", { count: failed })}</li>}
        {waiting + running > 0 && <li>{t("counts.waiting", { count: waiting + running })}</li>}
      </ul>
      {run.stopReason && <StopReasonLine reason={run.stopReason} />}
    </Panel>
  );
}
