import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorFilter, doctorQuery } from "@/lib/company/doctors/filter";
import type { DoctorListRow } from "@/lib/company/doctors/list-doctors";
import { fullName } from "@/lib/domain/full-name";
import { BulkBar } from "./bulk-bar";
import { doctorColumnsOf } from "./doctor-columns";

type Props = { rows: DoctorListRow[]; filter: DoctorFilter; context: CompanyContext };

const bulkForm = "bulk";

export async function DoctorsTable({ rows, filter, context }: Props) {
  const t = await getTranslations("doctors");
  /** A phone has no column for it, so only what is not as usual is said. */
  const unusualStatus = (row: DoctorListRow) => {
    if (row.archivedAt !== null) return t("status.archived");
    return row.isActive ? null : t("status.inactive");
  };
  return (
    <DataTable
      label={t("title")}
      columns={await doctorColumnsOf(filter, context)}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/doctors/${row.id}`}
      lead={(row) => <Avatar name={fullName(row)} className="max-md:size-9" />}
      phoneLine={(row) =>
        [row.specialization, row.clinic ?? row.city, unusualStatus(row)].filter(Boolean).join(" · ")
      }
      sort={listSort("/doctors", doctorQuery(filter), filter)}
      selection={
        context.can("doctor.archive")
          ? {
              formId: bulkForm,
              name: "ids",
              label: (row) => t("select", { name: fullName(row) }),
              bar: (
                <BulkBar
                  formId={bulkForm}
                  companyId={context.company.formId}
                  archived={filter.status === "archived"}
                />
              ),
            }
          : undefined
      }
    />
  );
}
