import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import type { SandboxJob } from "@/lib/master/fleet/sandboxes/queries";

const progress = z.object({ done: z.number(), total: z.number().positive() });

/** How far the making of the sandbox got; the page reads itself anew meanwhile. */
export async function SandboxMaking({ job }: { job: SandboxJob }) {
  const t = await getTranslations("sandbox.page");
  const step =
    job.state === "running" && job.progress !== null ? progress.parse(JSON.parse(job.progress)) : null;
  return (
    <Panel title={t("title")} note={t("note")}>
      <RefreshWhile />
      <div role="status">
        {step ? (
          <>
            <div className="flex items-baseline justify-between gap-3 text-small">
              <span>{t("making")}</span>
              <span className="text-muted tabular-nums">{t("step", step)}</span>
            </div>
            <div aria-hidden className="mt-1.5 h-1 overflow-hidden rounded-full bg-line">
              <div
                className="h-full rounded-full bg-accent transition-[width]"
                style={{ width: `${(step.done / step.total) * 100}%` }}
              />
            </div>
          </>
        ) : (
          <p className="text-muted">{t("waiting")}</p>
        )}
      </div>
    </Panel>
  );
}
