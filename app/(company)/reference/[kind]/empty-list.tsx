import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Plus, SearchX } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import { countArchivedMatching, countReference } from "@/lib/company/reference/count-reference";
import { isFiltered, type ReferenceFilter, referenceQuery } from "@/lib/company/reference/filter";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import type { TenantDb } from "@/lib/databases";
import { listPath, newPath } from "../addresses";
import { KindIcon } from "../kind-icon";

type Props = { db: TenantDb; kind: ReferenceKind; filter: ReferenceFilter; canAdd: boolean };

/** Why the list is empty and what can be done: nothing matches, all of it is archived, or there is nothing yet. */
export async function EmptyList({ db, kind, filter, canAdd }: Props) {
  const t = await getTranslations("reference");
  if (isFiltered(filter)) {
    const archived = filter.state === "active" ? await countArchivedMatching(db, kind, filter) : 0;
    return (
      <Panel>
        <EmptyState
          icon={<SearchX size={20} />}
          title={t("noneFoundTitle")}
          text={
            <>
              {t("noneFoundText")}
              {archived > 0 && (
                <span className="mt-2 block font-medium text-ink">
                  {t("noneFoundArchived", { count: archived })}
                </span>
              )}
            </>
          }
          actions={
            <>
              {archived > 0 && (
                <ButtonLink href={listUrl(listPath(kind), referenceQuery(filter), { state: "archived" })}>
                  {t("showArchived")}
                </ButtonLink>
              )}
              <ButtonLink href={listPath(kind)}>{t("clearFilters")}</ButtonLink>
            </>
          }
        />
      </Panel>
    );
  }
  const archived = (await countReference(db)).find((count) => count.kind === kind)?.archived ?? 0;
  const add = canAdd && (
    <ButtonLink href={newPath(kind)} variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t(`${kind}.add`)}
    </ButtonLink>
  );
  return (
    <Panel>
      {archived > 0 ? (
        <EmptyState
          icon={<KindIcon kind={kind} />}
          title={t("allArchivedTitle")}
          text={t("allArchivedText")}
          actions={
            <>
              <ButtonLink href={`${listPath(kind)}?state=archived`}>{t("showArchived")}</ButtonLink>
              {add}
            </>
          }
        />
      ) : (
        <EmptyState
          icon={<KindIcon kind={kind} />}
          title={t(`${kind}.emptyTitle`)}
          text={t(`${kind}.emptyText`)}
          actions={add}
        />
      )}
    </Panel>
  );
}
