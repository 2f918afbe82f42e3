import { cx } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg" | "icon";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  /** sm 28, md 32 (default), lg 36 for forms, icon a square; all 44 under a finger. */
  size?: ButtonSize | undefined;
};

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-ink shadow-sm hover:bg-accent-hover",
  secondary: "border-line-strong bg-panel text-ink shadow-sm hover:bg-sunk",
  quiet: "border-transparent text-muted hover:bg-sunk hover:text-ink",
  danger: "border-line-strong bg-panel text-bad shadow-sm hover:border-bad hover:bg-bad-soft",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2.5 text-small",
  md: "h-8 px-3",
  lg: "h-9 px-4",
  icon: "size-8 touch:size-11",
};

/** The classes of a button, for what must look like one (a `<summary>`, say). */
export function buttonClass(
  { variant = "secondary", size = "md" }: ButtonLook = {},
  extra?: string | undefined,
): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors touch:min-h-11 disabled:opacity-60 aria-disabled:opacity-60",
    variants[variant],
    sizes[size],
    extra,
  );
}
