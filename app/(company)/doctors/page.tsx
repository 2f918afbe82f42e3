import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import { Pagination } from "@/app/_ui/pagination";
import { requireCompany } from "@/lib/auth/require-company";
import { doctorQuery, isFiltered, parseDoctorFilter } from "@/lib/company/doctors/filter";
import { listDoctors } from "@/lib/company/doctors/list-doctors";
import { resolveFilter } from "@/lib/company/doctors/resolve-filter";
import { DoctorFilters } from "./_list/doctor-filters";
import { DoctorsHeader } from "./_list/doctors-header";
import { DoctorsTable } from "./_list/doctors-table";
import { NoDoctors } from "./_list/no-doctors";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("doctors");
  return { title: t("title") };
}

export default async function DoctorsPage({ searchParams }: PageProps<"/doctors">) {
  const context = await requireCompany("doctor.read");
  const { db, locale } = context;
  const query = await searchParams;
  const { filter, names } = await resolveFilter(db, parseDoctorFilter(query), locale);
  const list = await listDoctors(db, filter, locale);
  const shown = { ...filter, page: list.page };
  const firstUse = list.total === 0 && !isFiltered(filter);
  return (
    <>
      <DoctorsHeader context={context} filter={shown} total={list.total} canAdd={!firstUse} />
      <Flash query={query} namespace="doctors" />
      {!firstUse && <DoctorFilters filter={shown} names={names} asked={query} context={context} />}
      {list.rows.length > 0 ? (
        <>
          <DoctorsTable rows={list.rows} filter={shown} context={context} />
          <Pagination
            path="/doctors"
            query={doctorQuery(shown)}
            page={list.page}
            pageSize={list.size}
            total={list.total}
          />
        </>
      ) : (
        <NoDoctors filter={shown} names={names} context={context} />
      )}
    </>
  );
}
