import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Plus } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";
import { countReference } from "@/lib/company/reference/count-reference";
import { listOffers } from "@/lib/company/reference/sync/offers";
import { formatNumber } from "@/lib/i18n/format";
import { listPath, newPath } from "./addresses";
import { KindIcon } from "./kind-icon";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reference");
  return { title: t("title") };
}

/** What kinds of reference data there are, and how many rows of each. */
export default async function ReferencePage() {
  const { db, can, locale } = await requireCompany("reference.read");
  const counts = await countReference(db);
  const offers = new Map(
    await Promise.all(counts.map(async ({ kind }) => [kind, (await listOffers(db, kind)).length] as const)),
  );
  const t = await getTranslations("reference");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <ul className="grid gap-4 md:grid-cols-2">
        {counts.map(({ kind, active, archived, own }) => (
          <li key={kind}>
            <Panel className="relative h-full transition-colors hover:border-line-strong">
              <div className="flex items-start gap-3">
                <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunk text-muted">
                  <KindIcon kind={kind} />
                </span>
                <div className="min-w-0 flex-1">
                  <h2 className="flex items-baseline gap-2 font-semibold">
                    <Link
                      href={listPath(kind)}
                      prefetch={false}
                      className="after:absolute after:inset-0 after:rounded-lg"
                    >
                      {t(`${kind}.title`)}
                    </Link>
                    <span className="font-normal text-muted tabular-nums">
                      {formatNumber(active, locale)}
                    </span>
                  </h2>
                  <p className="mt-1 text-pretty text-muted">{t(`${kind}.about`)}</p>
                  <p className="mt-2 text-muted text-small">
                    {t("overview.own", { count: own })}
                    {offers.get(kind) ? ` · ${t("overview.offers", { count: offers.get(kind) ?? 0 })}` : null}
                    {archived > 0 && ` · ${t("overview.archived", { count: archived })}`}
                  </p>
                </div>
                {can("reference.write") && (
                  <ButtonLink
                    href={newPath(kind)}
                    size="sm"
                    className="relative z-10"
                    aria-label={t(`${kind}.add`)}
                    title={t(`${kind}.add`)}
                    icon={<Plus size={15} aria-hidden />}
                  />
                )}
              </div>
            </Panel>
          </li>
        ))}
      </ul>
    </>
  );
}
