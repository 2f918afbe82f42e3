import type { CSSProperties, ReactNode } from "react";
import { ArrowDown, ArrowUp } from "@/app/_ui/icons";
import { cx } from "./class-names";
import { SelectAll } from "./select-all";
import { TableLinks } from "./table-links";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers: to the right, tabular. */
  numeric?: boolean | undefined;
  /** CSS width of the column, "22%" or "7rem"; the table's layout is fixed. */
  width?: string | undefined;
  /** Shown from this width on; a phone shows only the first column and those with `phone`. */
  from?: "md" | "lg" | "xl" | "wide" | "full" | undefined;
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
  /** CSS width of their column, when they are more than a picture. */
  actionsWidth?: string | undefined;
  /** Checkboxes that belong to the form with this id; `bar` shows once something is selected. */
  selection?: { formId: string; name: string; label: (row: Row) => string; bar: ReactNode } | undefined;
};

const fromWidth = {
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
  wide: "max-[88rem]:hidden",
  full: "max-[96rem]:hidden",
};

/** The one table: rendered on the server, rows 44 high, two-line rows on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowHref, actions, selection } = props;
  return (
    <div className="ui-table rounded-lg border border-line bg-panel shadow-sm max-md:-mx-4 max-md:rounded-none max-md:border-x-0 max-md:shadow-none">
      {selection && (
        <div className="ui-bulk-bar sticky top-bar z-20 ml-10 -mb-9 h-9 items-center gap-3 rounded-tr-lg border-line border-b bg-accent-soft px-3 text-accent-text max-md:hidden!">
          {selection.bar}
        </div>
      )}
      {(rowHref || props.sort) && <TableLinks />}
      <table className="w-full border-separate border-spacing-0 md:table-fixed">
        <caption className="sr-only">{label}</caption>
        <thead className="max-md:sr-only">
          <tr>
            {selection && (
              <th scope="col" className="w-10 pr-0">
                <SelectAll name={selection.name} />
              </th>
            )}
            {columns.map((column, index) => (
              <HeadCell key={column.id} column={column} first={index === 0} sort={props.sort} />
            ))}
            {actions && (
              // Not a heading: nothing is said over buttons that name themselves.
              <td className="w-14" style={props.actionsWidth ? { width: props.actionsWidth } : undefined} />
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {selection && (
                <td className="ui-pick">
                  <input
                    type="checkbox"
                    name={selection.name}
                    value={rowKey(row)}
                    form={selection.formId}
                    aria-label={selection.label(row)}
                    className="ui-check"
                  />
                </td>
              )}
              {columns.map((column, index) =>
                index === 0 ? firstCell(props, column, row) : cell(column, row, rowHref !== undefined),
              )}
              {actions && <td className="ui-row-actions">{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
      className={cx(column.numeric && "text-right", !first && fromWidth[column.from ?? "md"])}
    >
      {column.sortable && sort ? (
        <a
          href={sort.href(column.id, sorted === "asc" ? "desc" : "asc")}
          className={cx(
            "inline-flex max-w-full min-h-6 items-center gap-1 hover:text-ink",
            sorted && "text-ink",
          )}
        >
          <span className="truncate">{column.header}</span>
          <Arrow size={13} aria-hidden className={cx("shrink-0", !sorted && "opacity-0")} />
        </a>
      ) : (
        column.header
      )}
    </th>
  );
}

/** These are called, not rendered: a component for each cell would cost more than what is in it. */
function firstCell<Row>({ rowHref, lead, phoneLine }: DataTableProps<Row>, column: Column<Row>, row: Row) {
  const content = column.cell(row);
  return (
    <th key={column.id} scope="row" title={column.title?.(row)}>
      <div>
        {lead?.(row)}
        <div>
          {rowHref ? <a href={rowHref(row)}>{content}</a> : <div>{content}</div>}
          {phoneLine && <p>{phoneLine(row)}</p>}
        </div>
      </div>
    </th>
  );
}

/** Over a `covered` cell lies its row's link, so nobody could ever read a title on it: `TableLinks` shows it there. */
function cell<Row>(column: Column<Row>, row: Row, covered: boolean) {
  const place = column.phone ? "ui-phone-cell" : fromWidth[column.from ?? "md"];
  return (
    <td
      key={column.id}
      title={covered ? undefined : column.title?.(row)}
      className={column.numeric ? `text-right tabular-nums ${place}` : place}
    >
      {column.cell(row)}
    </td>
  );
}
