import { cx } from "./class-names";

/** A grey place of the height of what is coming. Hidden from screen readers; say "loading" beside it. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <div aria-hidden className={cx("ui-pulse rounded-sm bg-line", className)} />;
}

/** A list that is on its way: as many rows, as high as the real ones. */
export function SkeletonRows({ rows = 10 }: { rows?: number }) {
  return (
    <div aria-hidden className="overflow-hidden rounded-lg border border-line bg-panel">
      <div className="h-9 border-line border-b bg-sunk" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without contents have nothing else
        <div key={row} className="flex h-11 items-center gap-4 border-line border-b px-4 last:border-b-0">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className="h-3 w-40" />
          <Skeleton className="ml-auto h-3 w-24" />
        </div>
      ))}
    </div>
  );
}
