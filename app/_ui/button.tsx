import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { KeyHint } from "./key-hint";

export { buttonClass };

type Look = ButtonLook & {
  icon?: ReactNode;
  /** Shown as a key at the end: `N` (and the key presses the button) or `⌘↵` (the form listens for it). */
  shortcut?: string | undefined;
};

function inside({ icon, shortcut }: Look, children: ReactNode) {
  return (
    <>
      {icon}
      {children}
      {shortcut && <KeyHint keys={shortcut} />}
    </>
  );
}

/** What the shell's shortcuts look for, and what a screen reader says. */
function keysFor(shortcut: string | undefined) {
  if (shortcut === "N") return { "data-shortcut": "new", "aria-keyshortcuts": "N" };
  if (shortcut === "⌘↵") return { "aria-keyshortcuts": "Meta+Enter Control+Enter" };
  return {};
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
    <button
      type="button"
      className={buttonClass({ variant, size }, className)}
      {...keysFor(shortcut)}
      {...rest}
    >
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
    <a href={href} className={look} {...keysFor(shortcut)} {...rest}>
      {inside({ icon, shortcut }, children)}
    </a>
  ) : (
    <Link href={href} prefetch={false} className={look} {...keysFor(shortcut)} {...rest}>
      {inside({ icon, shortcut }, children)}
    </Link>
  );
}
