import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mail, Phone } from "@/app/_ui/icons";
import { Panel, PanelSection } from "@/app/_ui/panel";
import type { DoctorDetails } from "@/lib/company/doctors/queries";
import { formatPhone } from "@/lib/domain/phone";
import { formatDateTime } from "@/lib/i18n/format";
import { DoctorStatus } from "../doctor-status";

/** Everything that is known of a doctor; what is not known says so. */
export function DoctorFacts({ doctor, timeZone }: { doctor: DoctorDetails; timeZone: string }) {
  const t = useTranslations("doctors");
  const common = useTranslations("common");
  const facts = (pairs: Record<string, ReactNode>) => (
    <dl className="grid gap-x-4 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {Object.entries(pairs).map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted max-sm:-mb-2.5 max-sm:text-small">{label}</dt>
          <dd className="min-w-0 break-words">
            {value ?? <span className="text-muted">{common("notSet")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Panel>
      <PanelSection>
        {facts({
          [t("fields.isActive")]: <DoctorStatus doctor={doctor} />,
          [t("fields.specialization")]: doctor.specialization,
          [t("fields.category")]: doctor.category,
          [t("fields.phone")]: doctor.phone && (
            <Reach href={`tel:${doctor.phone}`} icon={<Phone size={15} aria-hidden className="shrink-0" />}>
              {formatPhone(doctor.phone)}
            </Reach>
          ),
          [t("fields.email")]: doctor.email && (
            <Reach href={`mailto:${doctor.email}`} icon={<Mail size={15} aria-hidden className="shrink-0" />}>
              {doctor.email}
            </Reach>
          ),
          [t("fields.gender")]: doctor.gender && t(`gender.${doctor.gender}`),
        })}
      </PanelSection>
      <PanelSection>
        {facts({
          [t("fields.region")]: doctor.region,
          [t("fields.city")]: doctor.city,
          [t("fields.clinic")]: doctor.clinic,
        })}
      </PanelSection>
      <PanelSection>
        {facts({
          [t("fields.notes")]: doctor.notes && <p className="whitespace-pre-line">{doctor.notes}</p>,
          [t("fields.created")]: formatDateTime(doctor.createdAt, timeZone),
          [t("fields.updated")]: formatDateTime(doctor.updatedAt, timeZone),
        })}
      </PanelSection>
    </Panel>
  );
}

function Reach({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-6 touch:min-h-11 max-w-full items-center gap-1.5 text-accent-text tabular-nums underline underline-offset-2"
    >
      {icon}
      <span className="min-w-0 break-all">{children}</span>
    </a>
  );
}
