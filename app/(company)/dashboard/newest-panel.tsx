import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import type { Dashboard } from "@/lib/company/dashboard/read-dashboard";
import { fullName } from "@/lib/domain/full-name";
import { formatRelativeDay } from "./relative-day";

type NewestPanelProps = Pick<CompanyContext, "company" | "locale"> & {
  doctors: Dashboard["newest"];
  now: Date;
};

/** Who was added last. */
export async function NewestPanel({ company, locale, doctors, now }: NewestPanelProps) {
  const t = await getTranslations("dashboard.newest");
  return (
    <Panel
      title={t("title")}
      actions={
        <ButtonLink href="/doctors?sort=-created" size="sm" variant="quiet" className="-my-1 -mr-2.5">
          {t("all")}
        </ButtonLink>
      }
    >
      <ul className="divide-y divide-line">
        {doctors.map((doctor) => {
          const name = fullName(doctor);
          const place = [doctor.specialization, doctor.clinic].filter((part) => part !== null).join(" · ");
          return (
            <li key={doctor.id} className="flex items-center gap-3 py-2">
              <Avatar name={name} />
              <div className="min-w-0 flex-1">
                <Link
                  href={`/doctors/${doctor.id}`}
                  prefetch={false}
                  title={name}
                  className="block truncate font-medium hover:underline"
                >
                  {name}
                </Link>
                <p className="truncate text-muted text-small" title={place}>
                  {place}
                </p>
              </div>
              <span className="shrink-0 text-muted text-small tabular-nums">
                {formatRelativeDay(doctor.createdAt, now, company.timeZone, locale)}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
