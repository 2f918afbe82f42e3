import type { ReactNode } from "react";
import { cx } from "./class-names";

type PanelProps = {
  title?: ReactNode;
  /** A quieter line under the title. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Without inner space: for tables and lists. */
  flush?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode;
};

/** A sheet on the page. Never put one into another; inside it, `<PanelSection>` separates with a line. */
export function Panel({ title, note, actions, flush = false, className, children }: PanelProps) {
  return (
    <section
      className={cx("rounded-lg border border-line bg-panel shadow-sm", !flush && "p-4 md:p-5", className)}
    >
      {(title || actions) && (
        <div
          className={cx(
            "flex flex-wrap gap-3",
            note ? "items-start" : "items-center",
            flush ? "p-4 md:px-5" : "not-last:mb-3",
          )}
        >
          <div className="min-w-48 flex-1">
            {title && <h2 className="font-semibold">{title}</h2>}
            {note && <p className="text-muted text-small">{note}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** Part of a panel under a hairline; a form's groups of fields. */
export function PanelSection({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div
      className={cx(
        "-mx-4 border-line border-t px-4 py-4 first:border-t-0 first:pt-0 last:pb-0 md:-mx-5 md:px-5 md:py-5",
        className,
      )}
    >
      {children}
    </div>
  );
}
