import type { ReactNode } from "react";

/** A table in a box that scrolls, also by keyboard; its caption names it. */
export function TableBox({
  caption,
  isCaptionHidden = false,
  children,
}: {
  caption: string;
  isCaptionHidden?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table>
        {!isCaptionHidden && <caption>{caption}</caption>}
        {children}
      </table>
    </div>
  );
}

/** A head of columns; those of numbers stand to the right. */
export function TableHead({ columns }: { columns: { name: string; isNumber?: boolean }[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ name, isNumber = false }, at) =>
          name === "" ? (
            <td key={at} />
          ) : (
            <th key={at} scope="col" className={isNumber ? "number" : ""}>
              {name}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
