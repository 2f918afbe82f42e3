import { getTranslations } from "next-intl/server";
import { cx } from "@/app/_ui/class-names";
import { Check } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import type { MoveStep } from "@/drizzle/master/schema/states";
import type { ListedMove } from "@/lib/master/fleet/moves/list-moves";

const steps: readonly MoveStep[] = ["begun", "fenced", "copied", "verified", "switched"];

/** The steps in their order: which are done, and which is at work. */
export async function MoveSteps({ move }: { move: ListedMove }) {
  const t = await getTranslations("fleetServers");
  const done = move.step === "archived" ? steps.length : steps.indexOf(move.step) + 1;
  const isBack = move.step === "rolled-back";
  return (
    <Panel>
      <ol className="grid gap-1">
        {steps.map((step, at) => {
          const isDone = isBack ? move.switchedAt !== null : at < done;
          const isNow = move.isOpen && at === done;
          return (
            <li
              key={step}
              className="flex items-center gap-3 py-1.5"
              aria-current={isNow ? "step" : undefined}
            >
              <span
                aria-hidden
                className={cx(
                  "grid size-6 shrink-0 place-items-center rounded-full border text-caption tabular-nums",
                  isDone && "border-transparent bg-good-soft text-good",
                  isNow && "border-accent bg-accent-soft text-accent-text",
                  !isDone && !isNow && "border-line text-muted",
                )}
              >
                {isDone ? <Check size={13} /> : at + 1}
              </span>
              <span className={cx("flex-1", !isDone && !isNow && "text-muted")}>
                {t(`says.${step as "begun"}`)}
              </span>
              <span className="text-muted text-small">
                {isDone ? t("stepDone") : isNow ? t("stepNow") : isBack ? "–" : t("stepNext")}
              </span>
            </li>
          );
        })}
      </ol>
      {move.error !== null && <p className="mt-2 break-words text-bad text-small">{move.error}</p>}
    </Panel>
  );
}
