import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { countDoctors } from "@/lib/company/doctors/queries";
import { DoctorForm } from "../_form/doctor-form";
import { UpgradeLink } from "../_form/upgrade-link";
import { addDoctorAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("doctors");
  return { title: t("new") };
}

export default async function NewDoctorPage({ searchParams }: PageProps<"/doctors/new">) {
  const context = await requireCompany("doctor.write");
  const { db, can, limits } = context;
  const used = await countDoctors(db);
  const t = await getTranslations("doctors");
  const upgrade = can("settings.read") && <UpgradeLink />;
  return (
    <>
      <PageHeader title={t("new")} back={{ href: "/doctors", label: t("title") }} />
      {limits.doctors !== null && used >= limits.doctors && (
        <Notice tone="warn" className="mb-4 max-w-form" actions={upgrade}>
          {t("limit.reached", { limit: limits.doctors })}
        </Notice>
      )}
      <DoctorForm
        action={addDoctorAction}
        context={context}
        doctor={null}
        query={await searchParams}
        here="/doctors/new"
        cancel="/doctors"
        remedies={{ planLimitReached: upgrade, subscriptionReadOnly: upgrade }}
      />
    </>
  );
}
