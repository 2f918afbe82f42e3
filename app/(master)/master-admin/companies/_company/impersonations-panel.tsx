import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { listImpersonations, openedPagesOf } from "@/lib/master/impersonations/queries";
import { ImpersonationLine } from "./impersonation-line";

type Props = { master: MasterDb; company: { id: string; slug: string } };

const shown = 5;

/** Who of the platform was in the company last, why, and what they looked at: what its owner reads too. */
export async function ImpersonationsPanel({ master, company }: Props) {
  const t = await getTranslations("impersonation.list");
  const events = await getTranslations("companies.events");
  const past = await listImpersonations(master, { companyId: company.id }, shown);
  const pages = await openedPagesOf(
    master,
    past.map(({ id }) => id),
  );
  const all = new URLSearchParams({ company: company.slug, group: "impersonation" });
  return (
    <Panel
      title={t("title")}
      note={t("note")}
      actions={
        past.length === shown && (
          <ButtonLink href={`/master-admin/audit?${all}`} size="sm">
            {events("all")}
          </ButtonLink>
        )
      }
    >
      {past.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <ul aria-label={t("label")} className="-my-2.5 divide-y divide-line">
          {past.map((one) => (
            <ImpersonationLine
              key={one.id}
              one={one}
              pages={pages.filter(({ impersonationId }) => impersonationId === one.id)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
