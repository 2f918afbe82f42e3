import Link from "next/link";

type FigureProps = {
  label: string;
  /** Already formatted. */
  value: string;
  note: React.ReactNode;
  href: string;
  /** How it is counted, on hover. */
  hint?: string | undefined;
};

/** One number; the tile leads to the list behind it, a link in the note to another. */
export function Figure({ label, value, note, href, hint }: FigureProps) {
  return (
    <li
      title={hint}
      className="relative min-w-0 rounded-lg border border-line bg-panel p-3.5 shadow-sm transition-colors has-[a:hover]:border-line-strong md:p-4"
    >
      <p className="truncate text-muted text-small">
        <Link
          href={href}
          prefetch={false}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {label}
        </Link>
      </p>
      <p className="mt-0.5 truncate font-semibold text-figure tabular-nums tracking-[-0.015em]">{value}</p>
      <p className="mt-0.5 text-muted text-small leading-6 [&_a]:relative">{note}</p>
      {hint && <p className="sr-only">{hint}</p>}
    </li>
  );
}
