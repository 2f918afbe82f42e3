import Link from "next/link";
import { cx } from "@/app/_ui/class-names";

type StatTileProps = {
  label: string;
  /** Already formatted. */
  value: string;
  note: string;
  /** Green: something grew. */
  rising?: boolean;
  href?: string | undefined;
};

/** One figure; the whole tile leads to the list behind it. */
export function StatTile({ label, value, note, rising = false, href }: StatTileProps) {
  return (
    <li className="relative min-w-0 rounded-lg border border-line bg-panel p-3.5 shadow-sm transition-colors has-[a:hover]:border-line-strong md:p-4">
      <p className="truncate text-muted text-small" title={label}>
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p className="mt-0.5 font-semibold text-figure tabular-nums tracking-[-0.015em]">{value}</p>
      <p className={cx("mt-1 line-clamp-2 text-small", rising ? "text-good" : "text-muted")} title={note}>
        {note}
      </p>
    </li>
  );
}
