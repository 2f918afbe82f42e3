import { getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorColumn, type DoctorFilter, usualColumns } from "@/lib/company/doctors/filter";
import type { DoctorListRow } from "@/lib/company/doctors/list-doctors";
import { fullName } from "@/lib/domain/full-name";
import { formatPhone } from "@/lib/domain/phone";
import { formatDate } from "@/lib/i18n/format";
import { DoctorStatus } from "../doctor-status";

type DoctorColumnView = Column<DoctorListRow>;

/** The name, and what was chosen to stand beside it; columns of words without a width share what is left. */
export async function doctorColumnsOf(
  filter: DoctorFilter,
  { company }: CompanyContext,
): Promise<DoctorColumnView[]> {
  const t = await getTranslations("doctors");
  const crowded = filter.columns.length > usualColumns.length;
  const views: Record<DoctorColumn, Omit<DoctorColumnView, "id" | "header">> = {
    specialization: {
      sortable: true,
      title: (row) => row.specialization,
      cell: (row) => row.specialization,
    },
    region: {
      sortable: true,
      width: crowded ? undefined : "clamp(5.5rem, 9.5vw, 9rem)",
      from: "lg",
      title: (row) => row.region,
      cell: (row) => row.region,
    },
    city: { sortable: true, from: "xl", title: (row) => row.city, cell: (row) => row.city },
    clinic: {
      sortable: true,
      from: "lg",
      title: (row) => row.clinic ?? undefined,
      cell: (row) => row.clinic ?? <Nothing />,
    },
    category: { sortable: true, width: "4.25rem", phone: true, cell: (row) => row.category ?? <Nothing /> },
    phone: {
      width: "10.5rem",
      from: "xl",
      cell: (row) =>
        row.phone ? <span className="tabular-nums">{formatPhone(row.phone)}</span> : <Nothing />,
    },
    email: { from: "xl", title: (row) => row.email ?? undefined, cell: (row) => row.email ?? <Nothing /> },
    created: {
      sortable: true,
      width: "7.5rem",
      from: "xl",
      cell: (row) => <span className="tabular-nums">{formatDate(row.createdAt, company.timeZone)}</span>,
    },
    status: {
      sortable: filter.status === null,
      width: "7.25rem",
      from: "lg",
      cell: (row) => <DoctorStatus doctor={row} />,
    },
  };
  return [
    {
      id: "name",
      header: t("columns.name"),
      width: crowded ? "clamp(10rem, 14vw, 14rem)" : "clamp(11rem, 19vw, 20rem)",
      sortable: true,
      title: (row) => `${fullName(row)}, ${row.code}`,
      cell: (row) => (
        <>
          {fullName(row)}
          {!crowded && (
            <span className="ml-2.5 font-normal text-muted text-small tabular-nums max-xl:hidden">
              {row.code}
            </span>
          )}
        </>
      ),
    },
    ...filter.columns.map((id) => ({ id, header: t(`columns.${id}`), ...views[id] })),
  ];
}

const Nothing = () => <span className="text-muted">–</span>;
