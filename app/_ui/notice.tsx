import type { ReactNode } from "react";
import { Info, TriangleAlert } from "@/app/_ui/icons";
import { cx } from "./class-names";

const tones = {
  info: { look: "bg-info-soft text-info", Icon: Info },
  warn: { look: "bg-warn-soft text-warn", Icon: TriangleAlert },
  bad: { look: "bg-bad-soft text-bad", Icon: TriangleAlert },
};

/** A bar that says something about the page: read-only, trial ending. `actions` stand at its end. */
export function Notice({
  tone = "info",
  actions,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  actions?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}) {
  const { look, Icon } = tones[tone];
  return (
    <div
      className={cx("flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg px-4 py-2.5", look, className)}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  );
}
