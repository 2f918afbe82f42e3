import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Check } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import type { ChecklistStep, Step } from "@/lib/company/dashboard/checklist";
import { newPath } from "../reference/addresses";
import { hideChecklist } from "./actions";

const hrefs: Record<Step, string> = {
  workspace: "/settings/database",
  profile: "/onboarding",
  clinic: newPath("clinic"),
  doctor: "/doctors/new",
  fiveDoctors: "/doctors/new",
};

/** What to do first; what is done ticks itself. */
export async function ChecklistPanel({ steps }: { steps: readonly ChecklistStep[] }) {
  const t = await getTranslations("dashboard.checklist");
  const done = steps.filter((step) => step.done).length;
  return (
    <Panel
      title={t("title")}
      note={t("progress", { done, total: steps.length })}
      actions={
        <form action={hideChecklist}>
          <Button type="submit" size="sm" variant="quiet" className="-my-1 -mr-2.5">
            {t("hide")}
          </Button>
        </form>
      }
    >
      <ol className="divide-y divide-line">
        {steps.map((each) => (
          <li key={each.step} className="flex min-h-10 items-center gap-3 py-2">
            <Mark done={each.done} />
            {each.done ? (
              <span className="text-muted line-through decoration-line-strong">
                {t(each.step)}
                <span className="sr-only"> ({t("done")})</span>
              </span>
            ) : (
              <Link href={hrefs[each.step]} prefetch={false} className="hover:underline">
                {t(each.step)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Mark({ done }: { done: boolean }) {
  return done ? (
    <span
      aria-hidden
      className="grid size-5 shrink-0 place-items-center rounded-full bg-accent text-accent-ink"
    >
      <Check size={12} className="stroke-3" />
    </span>
  ) : (
    <span aria-hidden className="size-5 shrink-0 rounded-full border-2 border-line-strong" />
  );
}
