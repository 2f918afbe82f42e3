import type { CSSProperties, ReactNode } from "react";

type FactsProps = {
  /** In a narrow column: names take less of it. */
  narrow?: boolean;
  children: ReactNode;
};

/** What is known of a thing, line by line: a name and its value. */
export function Facts({ narrow = false, children }: FactsProps) {
  const width = narrow ? "7rem" : "13rem";
  return (
    <dl className="divide-y divide-line" style={{ "--fact-name": width } as CSSProperties}>
      {children}
    </dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid items-baseline gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[var(--fact-name)_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
