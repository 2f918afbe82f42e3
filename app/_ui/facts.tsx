import type { ReactNode } from "react";
import { cx } from "./class-names";

type FactsProps = {
  /** In a narrow column: names take a third of it. */
  narrow?: boolean;
  children: ReactNode;
};

/** What is known of a thing, line by line: a name and its value. */
export function Facts({ narrow = false, children }: FactsProps) {
  return <dl className={cx("divide-y divide-line", narrow && "ui-facts-narrow")}>{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid items-baseline gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 in-[.ui-facts-narrow]:grid-cols-[7.5rem_minmax(0,1fr)] in-[.ui-facts-narrow]:gap-x-3 in-[.ui-facts-narrow]:py-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
