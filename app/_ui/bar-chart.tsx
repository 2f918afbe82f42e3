import Link from "next/link";

export type Bar = {
  label: string;
  value: number;
  /** Already formatted. */
  text: string;
  href?: string | undefined;
};

type BarChartProps = {
  /** What is counted: heads the table a screen reader meets. */
  caption: string;
  labelHeading: string;
  valueHeading: string;
  bars: readonly Bar[];
};

/** Horizontal bars, rendered on the server. It is a table whose middle column draws the number beside it. */
export function BarChart({ caption, labelHeading, valueHeading, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <table className="w-full border-separate border-spacing-y-2">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{labelHeading}</th>
          <th scope="col">{valueHeading}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th
              scope="row"
              className="w-[28%] max-w-0 truncate pr-4 max-sm:w-[42%] text-left font-normal text-muted"
              title={bar.label}
            >
              {bar.href ? (
                <Link href={bar.href} prefetch={false} className="hover:text-ink hover:underline">
                  {bar.label}
                </Link>
              ) : (
                bar.label
              )}
            </th>
            <td className="p-0">
              <div className="flex items-center gap-4">
                <div aria-hidden className="h-2 flex-1 rounded-[2px] bg-sunk">
                  <div
                    className="h-2 rounded-[2px] bg-accent"
                    style={{ width: `${(bar.value / most) * 100}%` }}
                  />
                </div>
                <span className="min-w-12 text-right max-sm:min-w-8 tabular-nums">{bar.text}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
