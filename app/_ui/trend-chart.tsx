import Link from "next/link";

export type TrendPoint = {
  label: string;
  value: number;
  /** Already formatted. */
  text: string;
  href?: string | undefined;
};

type TrendChartProps = {
  /** What is drawn: columns for counts of each time, an area for what there is at each time. */
  kind: "columns" | "area";
  /** Heads the table. */
  caption: string;
  labelHeading: string;
  valueHeading: string;
  /** What opens the table. */
  tableWords: string;
  points: readonly TrendPoint[];
};

const [width, height] = [600, 140];

/**
 * A value over time, drawn on the server. The picture says nothing that the table below it does not: the table is for
 * everybody, and where a point leads somewhere, its number is the link.
 */
export function TrendChart({
  kind,
  caption,
  labelHeading,
  valueHeading,
  tableWords,
  points,
}: TrendChartProps) {
  const most = Math.max(1, ...points.map((point) => point.value));
  const ends = [points[0], points.at(-1)];
  const highest = points.find((point) => point.value === most);
  return (
    <div>
      <div aria-hidden="true" className="relative">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="block h-36 w-full"
        >
          <line
            x1="0"
            x2={width}
            y1={height - 0.5}
            y2={height - 0.5}
            className="stroke-line-strong"
            vectorEffect="non-scaling-stroke"
          />
          {kind === "columns" ? columns(points, most) : area(points, most)}
        </svg>
        {highest && (
          <p className="absolute top-0 right-0 text-caption text-muted tabular-nums">{highest.text}</p>
        )}
      </div>
      <p aria-hidden className="mt-1.5 flex justify-between text-caption text-muted tabular-nums">
        <span>{ends[0]?.label}</span>
        {points.length > 1 && <span>{ends[1]?.label}</span>}
      </p>
      <details className="mt-2">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted text-small underline underline-offset-2 hover:text-ink">
          {tableWords}
        </summary>
        <div className="mt-2 max-h-64 overflow-y-auto">
          <table className="w-full text-small">
            <caption className="sr-only">{caption}</caption>
            <thead>
              <tr>
                <th scope="col" className="py-1 text-left font-medium text-muted">
                  {labelHeading}
                </th>
                <th scope="col" className="py-1 text-right font-medium text-muted">
                  {valueHeading}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.label}>
                  <th scope="row" className="border-line border-t py-1 text-left font-normal tabular-nums">
                    {point.label}
                  </th>
                  <td className="border-line border-t py-1 text-right tabular-nums">
                    {point.href ? (
                      <Link
                        href={point.href}
                        prefetch={false}
                        className="inline-flex min-h-6 min-w-6 items-center justify-end text-accent-text underline underline-offset-2"
                      >
                        {point.text}
                      </Link>
                    ) : (
                      point.text
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

/** Room above the highest for its number. */
const top = 18;
const yOf = (value: number, most: number) => height - (value / most) * (height - top);

function columns(points: readonly TrendPoint[], most: number) {
  const step = width / points.length;
  // Few of them stay columns, not walls.
  const gap = Math.max(Math.min(step * 0.3, 14), step - 48);
  return points.map((point, index) => (
    <rect
      key={point.label}
      x={index * step + gap / 2}
      y={yOf(point.value, most)}
      width={step - gap}
      height={height - yOf(point.value, most)}
      className="fill-accent"
    >
      <title>{`${point.label}: ${point.text}`}</title>
    </rect>
  ));
}

function area(points: readonly TrendPoint[], most: number) {
  const step = points.length > 1 ? width / (points.length - 1) : 0;
  const places = points.map(
    (point, index) => `${(index * step).toFixed(1)},${yOf(point.value, most).toFixed(1)}`,
  );
  // One point alone is a level, not nothing.
  const line = points.length > 1 ? places : [...places, places[0]?.replace(/^[^,]+/, `${width}`) ?? ""];
  return (
    <>
      <polygon points={`0,${height} ${line.join(" ")} ${width},${height}`} className="fill-accent-soft" />
      <polyline
        points={line.join(" ")}
        fill="none"
        strokeWidth="2"
        className="stroke-accent"
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}
