// A table that becomes one card for each row where the screen is narrow. The roles are spelled out because some
// browsers forget that a table is a table once its parts are laid out as blocks.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Stands in the head of the column, and before each value on a card. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned with figures of one width. */
  numeric?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  /** Shows the caption; otherwise it is there for screen readers. */
  captionShown?: boolean;
  /** The first column names the row. */
  columns: [Column<Row>, ...Column<Row>[]];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
}

export function DataTable<Row>({
  caption,
  captionShown = false,
  columns,
  rows,
  rowKey,
  empty,
}: DataTableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <table role="table" className="data-table">
      <caption className={captionShown ? 'pb-2 text-left font-semibold' : 'sr-only'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.header}
              role="columnheader"
              scope="col"
              className={clsx(column.numeric && 'text-right')}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column, index) => (
              <Cell key={column.header} column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  if (first) {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" data-label={column.header} className={clsx(column.numeric && 'text-right tabular-nums')}>
      <span className="min-w-0">{column.cell(row)}</span>
    </td>
  );
}
