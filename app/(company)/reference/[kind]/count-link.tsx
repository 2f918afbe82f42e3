import Link from "next/link";

/** A number that leads to what it counts. */
export function CountLink({ href, text, label }: { href: string; text: string; label: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={label}
      className="relative z-10 inline-flex min-h-6 items-center underline decoration-line-strong underline-offset-4 hover:text-accent-text hover:decoration-current"
    >
      {text}
    </Link>
  );
}
