import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Why it is empty, or what this is for. */
  text?: ReactNode;
  /** The next step: a ButtonLink, "clear" of the filters. */
  actions?: ReactNode;
  /** 1 when nothing else on the page names it. */
  level?: 1 | 2 | undefined;
};

/** Instead of an empty list: why, and what next. Also for "no permission" (who can grant it). */
export function EmptyState({ icon, title, text, actions, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? "h1" : "h2";
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
      <Heading className="font-semibold text-base">{title}</Heading>
      {text && <p className="mt-1 max-w-[52ch] text-pretty text-muted">{text}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
