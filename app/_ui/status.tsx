import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "info" | "neutral" | "accent";

const tones: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  neutral: "bg-sunk text-muted",
  accent: "bg-accent-soft text-accent-text",
};

/** A state: a dot and a word, never colour alone. `<Status tone="good">{t("active")}</Status>` */
export function Status({ tone = "neutral", children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <Badge tone={tone}>
      <span aria-hidden className="ui-badge-dot" />
      {children}
    </Badge>
  );
}

/** A word of its own kind, without a dot: an origin, a role. */
export function Badge({ tone = "neutral", children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={`ui-badge ${tones[tone]}`}>{children}</span>;
}
