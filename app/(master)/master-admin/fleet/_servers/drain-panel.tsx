import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { lastDrain } from "@/lib/master/fleet/moves/last-drain";
import { LiveJob } from "../_jobs/live-job";

/** How emptying the server goes; what could not be moved and why, as the engine says it. */
export async function DrainPanel({ master, serverId }: { master: MasterDb; serverId: string }) {
  const t = await getTranslations("fleetServers");
  const last = await lastDrain(master, serverId);
  if (!last) return null;
  const { job, result } = last;
  if (job.isOpen) return <LiveJob job={job} title={t("drain.running")} waiting={t("wait")} />;
  if (!result || result.failed === 0) return null;
  return (
    <Panel
      className="mb-4"
      title={t("drain.left", { count: result.failed })}
      note={t("drain.leftNote", { moved: result.moved })}
    >
      <ul className="divide-y divide-line">
        {result.problems.map(({ company, message }) => (
          <li key={`${company} ${message}`} className="py-2 first:pt-0 last:pb-0">
            <span className="font-medium">{company}</span>
            <span className="block break-words text-muted text-small">{message}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
