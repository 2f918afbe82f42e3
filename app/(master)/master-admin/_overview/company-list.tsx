import Link from "next/link";
import { companyPage } from "./addresses";

type Row = { companyId: string; company: string; note: React.ReactNode };

/** A few companies, each with a word about why it is here. */
export function CompanyList({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className="-my-1">
      {rows.map(({ companyId, company, note }) => (
        <li
          key={companyId}
          className="flex min-h-10 items-center gap-3 border-line border-b py-1.5 last:border-b-0"
        >
          <Link
            href={companyPage(companyId)}
            prefetch={false}
            title={company}
            className="inline-flex min-h-6 min-w-0 flex-1 items-center hover:underline"
          >
            <span className="truncate">{company}</span>
          </Link>
          <span className="shrink-0 text-muted text-small tabular-nums">{note}</span>
        </li>
      ))}
    </ul>
  );
}
