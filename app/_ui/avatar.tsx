import { cx } from "./class-names";

/** Written in `.ui-avatar`. */
const usualSize = 26;

/** The initials of a person or a company; says nothing to a screen reader, the name stands beside it. */
export function Avatar({
  name,
  square = false,
  size = usualSize,
  className,
}: {
  name: string;
  square?: boolean;
  size?: number;
  className?: string | undefined;
}) {
  return (
    <span
      aria-hidden
      style={
        size === usualSize ? undefined : { width: size, height: size, fontSize: Math.round(size * 0.42) }
      }
      className={cx("ui-avatar", square && "ui-avatar-square", className)}
    >
      {initials(name)}
    </span>
  );
}

/** "Aysel Məmmədova" → "AM", "City Hospital" → "CH"; upper-cased the way the page's language does it (CSS would too late). */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0] ?? "";
  const second = words.length > 1 ? words[1] : "";
  return `${firstSign(first)}${firstSign(second ?? "")}`.toLocaleUpperCase("az");
}

function firstSign(word: string): string {
  return [...word].find((sign) => /\p{L}|\p{N}/u.test(sign)) ?? "";
}
