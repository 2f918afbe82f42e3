import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { fullName } from "@/lib/domain/full-name";
import { DoctorForm } from "../../_form/doctor-form";
import { editDoctorAction } from "../../actions";
import { doctorOf } from "../doctor-of";

type Props = PageProps<"/doctors/[id]/edit">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("doctors");
  return { title: t("edit") };
}

export default async function EditDoctorPage({ params, searchParams }: Props) {
  const context = await requireCompany("doctor.write");
  const doctor = await doctorOf(context, (await params).id);
  const t = await getTranslations("doctors");
  const page = `/doctors/${doctor.id}`;
  return (
    <>
      <PageHeader title={t("edit")} back={{ href: page, label: fullName(doctor) }} />
      <DoctorForm
        // Another version is another form: what was typed over the old one must not be saved over the new one.
        key={doctor.version}
        action={editDoctorAction}
        context={context}
        doctor={doctor}
        query={await searchParams}
        here={`${page}/edit`}
        cancel={page}
        remedies={{
          staleVersion: (
            <ButtonLink href={`${page}/edit`} size="sm" reloads>
              {t("stale.reload")}
            </ButtonLink>
          ),
        }}
      />
    </>
  );
}
