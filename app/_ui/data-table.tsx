import Link from "next/link";
import type { CSSProperties, ReactNode } from "react";
import { ArrowDown, ArrowUp } from "@/app/_ui/icons";
import { cx } from "./class-names";
import { SelectAll } from "./select-all";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers: to the right, tabular. */
  numeric?: boolean | undefined;
  /** CSS width of the column, "22%" or "7rem"; the table's layout is fixed. */
  width?: string | undefined;
  /** Shown from this width on; a phone shows only the first column and those with `phone`. */
  from?: "md" | "lg" | "xl" | undefined;
  /** Keeps the cell on a phone, at the end of the row. */
  phone?: boolean | undefined;
  /** The header sorts. */
  sortable?: boolean | undefined;
  /** The whole text of a cell that may be cut off. */
  title?: ((row: Row) => string | undefined) | undefined;
};

export type Sort = {
  column: string;
  direction: "asc" | "desc";
  href: (column: string, direction: "asc" | "desc") => string;
};

type DataTableProps<Row> = {
  /** Names the table for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; the link is the first column's text and covers the row. */
  rowHref?: ((row: Row) => string) | undefined;
  /** Before the first column's text: an avatar. */
  lead?: ((row: Row) => ReactNode) | undefined;
  /** The second line of a row on a phone. */
  phoneLine?: ((row: Row) => ReactNode) | undefined;
  sort?: Sort | undefined;
  /** Row actions, at the end. */
  actions?: ((row: Row) => ReactNode) | undefined;
  /** Checkboxes that belong to the form with this id; `bar` shows once something is selected. */
  selection?: { formId: string; name: string; label: (row: Row) => string; bar: ReactNode } | undefined;
};

const fromWidth = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };

/** The one table: rendered on the server, rows 44 high, two-line rows on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowHref, actions, selection } = props;
  return (
    <div className="ui-table rounded-lg border border-line bg-panel shadow-sm max-md:-mx-4 max-md:rounded-none max-md:border-x-0 max-md:shadow-none">
      {selection && (
        <div className="ui-bulk-bar sticky top-0 z-20 ml-10 -mb-9 h-9 items-center gap-3 rounded-tr-lg border-line border-b bg-accent-soft px-3 text-accent-text max-md:hidden!">
          {selection.bar}
        </div>
      )}
      <table className="w-full border-separate border-spacing-0 md:table-fixed">
        <caption className="sr-only">{label}</caption>
        <thead className="max-md:sr-only">
          <tr>
            {selection && (
              <th scope="col" className={cx(headClass, "w-10 pr-0")}>
                <SelectAll name={selection.name} />
              </th>
            )}
            {columns.map((column, index) => (
              <HeadCell key={column.id} column={column} first={index === 0} sort={props.sort} />
            ))}
            {actions && <th scope="col" className={cx(headClass, "w-14")} />}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-b-0">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="group/row relative transition-colors hover:bg-sunk has-[:checked]:bg-accent-soft/40"
            >
              {selection && (
                <td className={cx(cellClass, "w-10 pr-0 max-md:hidden")}>
                  <input
                    type="checkbox"
                    name={selection.name}
                    value={rowKey(row)}
                    form={selection.formId}
                    aria-label={selection.label(row)}
                    className="ui-check relative z-10 block"
                  />
                </td>
              )}
              {columns.map((column, index) =>
                index === 0 ? (
                  <FirstCell key={column.id} {...props} column={column} row={row} href={rowHref?.(row)} />
                ) : (
                  <Cell key={column.id} column={column} row={row} />
                ),
              )}
              {actions && <td className={cx(cellClass, "relative z-10 w-14 text-right")}>{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const headClass =
  "sticky top-0 z-10 h-9 border-line border-b bg-sunk px-3 text-left font-medium text-muted text-small first:rounded-tl-lg last:rounded-tr-lg";
const cellClass = "h-11 border-line border-b px-3 py-1.5";

function HeadCell<Row>({
  column,
  first,
  sort,
}: {
  column: Column<Row>;
  first: boolean;
  sort: Sort | undefined;
}) {
  const sorted = sort?.column === column.id ? sort.direction : null;
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      style={{ "--column": column.width } as CSSProperties}
      aria-sort={
        column.sortable
          ? sorted === null
            ? "none"
            : sorted === "asc"
              ? "ascending"
              : "descending"
          : undefined
      }
      className={cx(
        headClass,
        "md:w-(--column)",
        column.numeric && "text-right",
        !first && fromWidth[column.from ?? "md"],
      )}
    >
      {column.sortable && sort ? (
        <Link
          href={sort.href(column.id, sorted === "asc" ? "desc" : "asc")}
          prefetch={false}
          className={cx("inline-flex min-h-6 items-center gap-1 hover:text-ink", sorted && "text-ink")}
        >
          {column.header}
          <Arrow size={13} aria-hidden className={cx(!sorted && "opacity-0")} />
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}

type FirstCellProps<Row> = DataTableProps<Row> & { column: Column<Row>; row: Row; href: string | undefined };

function FirstCell<Row>({ column, row, href, lead, phoneLine }: FirstCellProps<Row>) {
  const content = column.cell(row);
  return (
    <th
      scope="row"
      className={cx(
        cellClass,
        "text-left font-medium max-md:w-full max-md:max-w-0 max-md:px-4 max-md:py-2.5",
      )}
      title={column.title?.(row)}
    >
      <div className="flex min-w-0 items-center gap-2.5 max-md:gap-3">
        {lead?.(row)}
        <div className="min-w-0 flex-1">
          {href === undefined ? (
            <div className="truncate">{content}</div>
          ) : (
            <Link
              href={href}
              prefetch={false}
              className="block truncate py-0.5 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {content}
            </Link>
          )}
          {phoneLine && (
            <div className="truncate font-normal text-muted text-small md:hidden">{phoneLine(row)}</div>
          )}
        </div>
      </div>
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return (
    <td
      title={column.title?.(row)}
      className={cx(
        cellClass,
        "truncate",
        column.numeric && "text-right tabular-nums",
        column.phone ? "max-md:pr-4 max-md:text-right max-md:text-muted" : fromWidth[column.from ?? "md"],
      )}
    >
      {column.cell(row)}
    </td>
  );
}
