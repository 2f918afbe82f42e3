import { getTranslations } from "next-intl/server";
import { kindWord } from "@/app/_jobs/job-words";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { RefreshCw, X } from "@/app/_ui/icons";
import type { FoundJob } from "@/lib/master/jobs/list/list-jobs";
import { cancelJobAction, retryJobAction } from "../actions";

/** What follows from the state a job is in: try it again, call it off. */
export async function JobActions({ job }: { job: FoundJob }) {
  const t = await getTranslations("fleetJobs");
  const isOpen = job.state === "waiting" || job.state === "running";
  const canRetry =
    job.state === "dead" || job.state === "cancelled" || (job.state === "waiting" && job.lastError !== null);
  const about = <input type="hidden" name="jobId" value={job.id} />;
  return (
    <>
      {isOpen && (
        <ConfirmForm
          action={cancelJobAction}
          variant="danger"
          label={t("cancel")}
          icon={<X size={15} />}
          confirm={{
            title: t("cancelConfirm", { kind: kindWord(t, job.kind) }),
            text: t(job.recurs ? "cancelRecurring" : "cancelText"),
            button: t("cancel"),
          }}
          okMessage={t("cancelled")}
        >
          <FormContext />
          {about}
        </ConfirmForm>
      )}
      {canRetry && (
        <ConfirmForm
          action={retryJobAction}
          label={t("retry")}
          icon={<RefreshCw size={15} />}
          okMessage={t("retried")}
        >
          <FormContext />
          {about}
        </ConfirmForm>
      )}
    </>
  );
}
