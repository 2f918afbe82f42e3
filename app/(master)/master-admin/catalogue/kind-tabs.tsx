import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type CatalogueKind, catalogueKinds } from "@/lib/master/catalogue/kinds";
import { listPath } from "./addresses";

/** From one list to the others. */
export async function KindTabs({ current }: { current: CatalogueKind }) {
  const t = await getTranslations("catalogue");
  return (
    <nav aria-label={t("tabs")} className="-mx-4 mb-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-5 border-line border-b">
        {catalogueKinds.map((kind) => (
          <li key={kind}>
            <Link
              href={listPath(kind)}
              prefetch={false}
              aria-current={kind === current ? "page" : undefined}
              className="-mb-px inline-flex min-h-9 items-center border-transparent border-b-2 text-muted touch:min-h-11 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {t(`${kind}.title`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
