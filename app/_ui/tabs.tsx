import Link from "next/link";

type Tab = { href: string; label: string; isCurrent: boolean };
type TabsProps = {
  /** Names them for a screen reader. */
  label: string;
  items: readonly Tab[];
};

/** From one list, or one kind of form, to the others: links in a row, the current one underlined. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav aria-label={label} className="-mx-4 mb-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-5 border-line border-b">
        {items.map(({ href, label: text, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isCurrent ? "page" : undefined}
              className="-mb-px inline-flex min-h-9 items-center border-transparent border-b-2 text-muted touch:min-h-11 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
