import { cx } from "./class-names";

/** The sign and the name of the product. */
export function Logo({ className, note }: { className?: string | undefined; note?: string | undefined }) {
  return (
    <span className={cx("inline-flex items-center gap-2.5", className)}>
      <span aria-hidden className="grid size-7 place-items-center rounded-md bg-accent text-accent-ink">
        <svg
          viewBox="0 0 16 16"
          width="16"
          height="16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.9"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="M2.5 12.5v-9L8 9l5.5-5.5v9" />
        </svg>
      </span>
      <span className="leading-tight">
        <span className="block font-semibold">MedAdmin</span>
        {note && <span className="block text-caption text-muted">{note}</span>}
      </span>
    </span>
  );
}
