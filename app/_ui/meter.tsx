import { cx } from "./class-names";

type MeterProps = {
  label: string;
  /** Already formatted: "1 204 / 2 000". */
  text: string;
  value: number;
  /** Null: without limit; no bar then. */
  max: number | null;
};

/** How much of a limit is used. Turns to warning from 80 %, to bad when full. */
export function Meter({ label, text, value, max }: MeterProps) {
  const ratio = max === null ? 0 : Math.min(value / max, 1);
  const tone = ratio >= 1 ? "bg-bad" : ratio >= 0.8 ? "bg-warn" : "bg-accent";
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-caption">
        <span className="text-muted">{label}</span>
        <span className="tabular-nums">{text}</span>
      </div>
      {max !== null && (
        // biome-ignore lint/a11y/useSemanticElements: no browser lets <meter> be drawn the same in both themes
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={max}
          aria-valuenow={Math.min(value, max)}
          aria-valuetext={text}
          className="mt-1 h-1 overflow-hidden rounded-full bg-line"
        >
          <div className={cx("h-full rounded-full", tone)} style={{ width: `${ratio * 100}%` }} />
        </div>
      )}
    </div>
  );
}
