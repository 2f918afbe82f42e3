import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Pencil } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { fullName } from "@/lib/domain/full-name";
import { formatDate } from "@/lib/i18n/format";
import { ArchiveButton } from "../_detail/archive-button";
import { DoctorFacts } from "../_detail/doctor-facts";
import { DoctorHistory } from "../_detail/doctor-history";
import { doctorOf } from "./doctor-of";

type Props = PageProps<"/doctors/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const doctor = await doctorOf(await requireCompany("doctor.read"), (await params).id);
  return { title: fullName(doctor) };
}

export default async function DoctorPage({ params, searchParams }: Props) {
  const context = await requireCompany("doctor.read");
  const { can, company } = context;
  const doctor = await doctorOf(context, (await params).id);
  const t = await getTranslations("doctors");
  const common = await getTranslations("common");
  return (
    <>
      <PageHeader
        title={fullName(doctor)}
        count={doctor.code}
        back={{ href: "/doctors", label: t("title") }}
        actions={
          <>
            {can("doctor.archive") && <ArchiveButton doctor={doctor} companyId={company.formId} />}
            {can("doctor.write") && (
              <ButtonLink
                href={`/doctors/${doctor.id}/edit`}
                variant="primary"
                icon={<Pencil size={15} aria-hidden />}
              >
                {common("edit")}
              </ButtonLink>
            )}
          </>
        }
      />
      <Flash query={await searchParams} namespace="doctors" />
      {doctor.archivedAt !== null && (
        <Notice className="mb-4">
          {t("detail.archivedNotice", { date: formatDate(doctor.archivedAt, company.timeZone) })}
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <DoctorFacts doctor={doctor} timeZone={company.timeZone} />
        {can("history.read") && <DoctorHistory id={doctor.id} context={context} />}
      </div>
    </>
  );
}
