/** A key on the keyboard; hidden where there is none, and from screen readers (use aria-keyshortcuts there). */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd
      aria-hidden
      className="touch:hidden inline-grid h-5 min-w-5 place-items-center rounded-sm border border-current/35 px-1 font-medium font-sans text-caption opacity-80 max-md:hidden"
    >
      {keys}
    </kbd>
  );
}
