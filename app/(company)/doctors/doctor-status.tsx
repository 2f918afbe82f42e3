import { useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";

/** Archived before anything else: who is archived is neither. */
export function DoctorStatus({ doctor }: { doctor: { archivedAt: number | null; isActive: boolean } }) {
  const t = useTranslations("doctors.status");
  if (doctor.archivedAt !== null) return <Status>{t("archived")}</Status>;
  return doctor.isActive ? (
    <Status tone="good">{t("active")}</Status>
  ) : (
    <Status tone="warn">{t("inactive")}</Status>
  );
}
