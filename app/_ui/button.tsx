import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names";
import { KeyHint } from "./key-hint";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg" | "icon";

type Look = {
  variant?: ButtonVariant | undefined;
  /** sm 28, md 32 (default), lg 36 for forms, icon a square; all 44 under a finger. */
  size?: ButtonSize | undefined;
  icon?: ReactNode;
  /** Shown as a key at the end, such as `N` or `⌘↵`. */
  shortcut?: string | undefined;
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
  { variant = "secondary", size = "md" }: Look = {},
  extra?: string | undefined,
): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors touch:min-h-11 disabled:opacity-60 aria-disabled:opacity-60",
    variants[variant],
    sizes[size],
    extra,
  );
}

function inside({ icon, shortcut }: Look, children: ReactNode) {
  return (
    <>
      {icon}
      {children}
      {shortcut && <KeyHint keys={shortcut} />}
    </>
  );
}

/** `<Button variant="primary" icon={<Plus />} shortcut="N">`; type is "button" unless said. */
export function Button({
  variant,
  size,
  icon,
  shortcut,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & Look) {
  return (
    <button type="button" className={buttonClass({ variant, size }, className)} {...rest}>
      {inside({ icon, shortcut }, children)}
    </button>
  );
}

type LinkProps = ComponentProps<typeof Link>;

/** A link that looks like a button. Downloads: `reloads` gives a plain `<a>`. */
export function ButtonLink({
  variant,
  size,
  icon,
  shortcut,
  className,
  children,
  reloads = false,
  href,
  ...rest
}: Omit<LinkProps, "href" | "prefetch"> & Look & { href: string; reloads?: boolean | undefined }) {
  const look = buttonClass({ variant, size }, className);
  return reloads ? (
    <a href={href} className={look} {...rest}>
      {inside({ icon, shortcut }, children)}
    </a>
  ) : (
    <Link href={href} prefetch={false} className={look} {...rest}>
      {inside({ icon, shortcut }, children)}
    </Link>
  );
}
