import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import type { Uses } from "@/lib/company/reference/uses";
import { citiesOf, clinicsOf, doctorsOf } from "../../addresses";

/** Who names a row, each with the way there. */
export async function UsesList({ kind, id, uses }: { kind: ReferenceKind; id: string; uses: Uses }) {
  const t = await getTranslations("reference.uses");
  const { doctors, archivedDoctors, cities, clinics } = uses;
  const links = [
    {
      count: doctors - archivedDoctors,
      text: t("doctors", { count: doctors - archivedDoctors }),
      href: doctorsOf(kind, id),
    },
    {
      count: archivedDoctors,
      text: t("archivedDoctors", { count: archivedDoctors }),
      href: doctorsOf(kind, id, { status: "archived" }),
    },
    { count: cities, text: t("cities", { count: cities }), href: citiesOf(id) },
    { count: clinics, text: t("clinics", { count: clinics }), href: clinicsOf(id) },
  ].filter(({ count }) => count > 0);
  if (links.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {links.map(({ text, href }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-accent-text underline underline-offset-4 touch:min-h-11"
          >
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
