import { cx } from "./class-names";
import { CommandKeys } from "./save-keys";

/** A key on the keyboard; not shown where there is none. On a button it is hidden from screen readers (`aria-keyshortcuts` is for them). */
export function KeyHint({ keys, spoken = false }: { keys: string; spoken?: boolean }) {
  return (
    <kbd
      aria-hidden={spoken ? undefined : true}
      className={cx(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border border-current/35 px-1 font-medium font-sans text-caption",
        !spoken && "touch:hidden max-md:hidden",
      )}
    >
      {isCommand(keys) ? <CommandKeys keys={keys} /> : keys}
    </kbd>
  );
}

const isCommand = (keys: string): keys is `⌘${string}` => keys.startsWith("⌘");
