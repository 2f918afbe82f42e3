import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { Check } from "@/app/_ui/icons";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { Badge } from "@/app/_ui/status";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import { listOffers, type Offer } from "@/lib/company/reference/sync/offers";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { declineLinkAction, linkReferenceAction } from "../actions";
import { nameIn } from "./[id]/entry-of";

type Props = { db: TenantDb; kind: ReferenceKind; companyId: string; locale: Locale; canAnswer: boolean };

/** Rows of the company's own that the catalogue now has too: are they the same? */
export async function OffersPanel({ db, kind, companyId, locale, canAnswer }: Props) {
  const offers = await listOffers(db, kind);
  if (offers.length === 0) return null;
  const t = await getTranslations("reference.offers");
  return (
    <Panel title={t("title", { count: offers.length })} note={t("text")} className="mb-4">
      <ul>
        {offers.map((offer) => (
          <li key={offer.catalogueId}>
            <PanelSection className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <p className="min-w-0 flex-1 basis-72">
                {t.rich("line", {
                  own: withCode(nameIn(locale, offer.row), offer.row.code),
                  entry: withCode(nameIn(locale, offer.entry), offer.entry.code),
                  b: (text) => <span className="font-medium">{text}</span>,
                })}{" "}
                <Badge tone="info">{t(`by.${offer.by}`)}</Badge>
              </p>
              {canAnswer && <Answers offer={offer} companyId={companyId} />}
            </PanelSection>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

async function Answers({ offer: { kind, catalogueId }, companyId }: { offer: Offer; companyId: string }) {
  const t = await getTranslations("reference.offers");
  const fields = (
    <>
      <FormContext companyId={companyId} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="catalogueId" value={catalogueId} />
    </>
  );
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmForm action={linkReferenceAction} label={t("link")} icon={<Check size={15} aria-hidden />}>
        {fields}
      </ConfirmForm>
      <ConfirmForm action={declineLinkAction} label={t("decline")} variant="quiet">
        {fields}
      </ConfirmForm>
    </div>
  );
}

const withCode = (name: string, code: string | null) => (code === null ? name : `${name} (${code})`);
