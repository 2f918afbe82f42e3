import { useTranslations } from "next-intl";
import type { BackupJob } from "@/lib/master/fleet/backups/read-backup";
import { LiveJob } from "../_jobs/live-job";
import { tableWord } from "./table-words";

/** What goes on with a backup right now. */
export function LiveBackupJob({ job }: { job: BackupJob }) {
  const t = useTranslations("fleetRestore");
  const kind = `running.${job.kind.replace(".", "_")}` as "running.fleet_restore";
  const at = job.progress?.text ?? "";
  const step = `step.${at}` as "step.begun";
  return (
    <LiveJob
      job={{ ...job, isOpen: true }}
      title={t(kind)}
      waiting={t("running.wait")}
      step={/^[a-z]+$/.test(at) && t.has(step) ? t(step) : tableWord(t, at)}
    />
  );
}
