import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Why it is empty, or what this is for. */
  text?: ReactNode;
  /** The next step: a ButtonLink, "clear" of the filters. */
  actions?: ReactNode;
};

/** Instead of an empty list: why, and what next. Also for "no permission" (who can grant it). */
export function EmptyState({ icon, title, text, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {icon && (
        <div
          aria-hidden
          className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-sunk text-muted"
        >
          {icon}
        </div>
      )}
      <h2 className="font-semibold text-base">{title}</h2>
      {text && <p className="mt-1 max-w-[52ch] text-pretty text-muted">{text}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
