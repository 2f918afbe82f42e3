import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { MapPin, Plus, SearchX } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { entriesOf } from "@/lib/master/catalogue/entries";
import { type CatalogueFilter, isFiltered } from "@/lib/master/catalogue/filter";
import type { CatalogueKind } from "@/lib/master/catalogue/kinds";
import { listPath, newPath } from "../addresses";

type Props = { master: MasterDb; kind: CatalogueKind; filter: CatalogueFilter };

/** Why the list is empty and what can be done: nothing matches, all of it is archived, or there is nothing yet. */
export async function EmptyList({ master, kind, filter }: Props) {
  const t = await getTranslations("catalogue");
  if (isFiltered(filter)) {
    return (
      <Panel>
        <EmptyState
          icon={<SearchX size={20} />}
          title={t("noneFoundTitle")}
          text={t("noneFoundText")}
          actions={<ButtonLink href={listPath(kind)}>{t("clearFilters")}</ButtonLink>}
        />
      </Panel>
    );
  }
  const allArchived = (await entriesOf(master, kind)).length > 0;
  return (
    <Panel>
      <EmptyState
        icon={<MapPin size={20} />}
        title={t(allArchived ? "allArchivedTitle" : "emptyTitle")}
        text={t(allArchived ? "allArchivedText" : "emptyText")}
        actions={
          <>
            {allArchived && (
              <ButtonLink href={`${listPath(kind)}?state=archived`}>{t("showArchived")}</ButtonLink>
            )}
            <ButtonLink href={newPath(kind)} variant="primary" icon={<Plus size={16} aria-hidden />}>
              {t(`${kind}.add`)}
            </ButtonLink>
          </>
        }
      />
    </Panel>
  );
}
