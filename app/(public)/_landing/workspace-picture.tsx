import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { Check, House, MapPin, Plus, Search, Settings, Stethoscope } from "@/app/_ui/icons";
import { Status } from "@/app/_ui/status";
import { formatNumber } from "@/lib/i18n/format";
import { sampleDoctors } from "./sample-doctors";

/** The list of doctors as it looks, with sample people; drawn, not photographed, so it follows language and theme. */
export async function WorkspacePicture() {
  const t = await getTranslations("public.picture");
  const locale = await getLocale();
  const pages = [
    [House, t("dashboard")],
    [Stethoscope, t("doctors")],
    [MapPin, t("reference")],
    [Settings, t("settings")],
  ] as const;
  return (
    <figure className="mx-auto mt-10 max-w-5xl px-4 md:px-6">
      <div
        role="img"
        aria-label={t("label")}
        className="grid overflow-hidden rounded-lg border border-line-strong bg-canvas text-small shadow-float md:grid-cols-[11.5rem_1fr]"
      >
        <div aria-hidden className="border-line border-r bg-sunk p-3 max-md:hidden">
          <div className="mb-4 flex items-center gap-2 px-1">
            <Avatar name="City Hospital" square size={24} />
            <span className="font-semibold">City Hospital</span>
          </div>
          {pages.map(([Icon, label], index) => (
            <div
              key={label}
              className={`mb-0.5 flex h-8 items-center gap-2 rounded-md border px-2 ${index === 1 ? "border-line bg-panel text-ink shadow-sm" : "border-transparent text-muted"}`}
            >
              <Icon size={15} />
              {label}
            </div>
          ))}
        </div>
        <div aria-hidden className="min-w-0 p-3 md:p-4">
          <div className="mb-3 flex items-center gap-2">
            <span className="font-semibold text-base">{t("doctors")}</span>
            <span className="text-muted">{formatNumber(1204, locale)}</span>
            <span className="ml-auto inline-flex h-7 items-center gap-1.5 rounded-md bg-accent px-2.5 font-medium text-accent-ink">
              <Plus size={14} />
              {t("add")}
            </span>
          </div>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <span className="inline-flex h-7 w-48 items-center gap-2 rounded-md border border-control bg-panel px-2">
              <Search size={13} className="text-muted" />
              sumqayit
            </span>
            <span className="inline-flex h-7 items-center gap-1.5 rounded-full bg-accent-soft px-3 font-medium text-accent-text">
              <Check size={13} />
              {t("filter")}
            </span>
          </div>
          <div className="overflow-hidden rounded-lg border border-line bg-panel">
            {sampleDoctors.map((doctor) => (
              <div
                key={doctor.name}
                className="flex h-10 items-center gap-3 border-line border-b px-3 last:border-b-0"
              >
                <Avatar name={doctor.name} size={24} />
                <span className="min-w-0 flex-1 truncate text-left font-medium">{doctor.name}</span>
                <span className="w-28 truncate text-left text-muted max-sm:hidden">
                  {t(doctor.specialization)}
                </span>
                <span className="w-52 truncate text-left text-muted max-lg:hidden">{doctor.clinic}</span>
                <Status tone="good">{t("active")}</Status>
              </div>
            ))}
          </div>
        </div>
      </div>
      <figcaption className="mt-2.5 text-center text-caption text-muted">{t("caption")}</figcaption>
    </figure>
  );
}
