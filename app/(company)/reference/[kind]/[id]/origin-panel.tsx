import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { RefreshCw } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { Badge, Status } from "@/app/_ui/status";
import type { ReferenceEntry } from "@/lib/company/reference/require-entry";
import { type Difference, provenanceOf } from "@/lib/company/reference/sync/provenance";
import type { TenantDb } from "@/lib/databases";
import { returnReferenceAction } from "../../actions";
import { originTone } from "../origin-tone";

type Props = { db: TenantDb; entry: ReferenceEntry; companyId: string };

/** Where the row came from; where it differs from the catalogue, in what, and the way back. */
export async function OriginPanel({ db, entry, companyId }: Props) {
  const t = await getTranslations("reference");
  const provenance = await provenanceOf(db, entry);
  const differences = provenance.from === "catalogue" ? provenance.differences : [];
  const origin = differences.length > 0 ? "changed" : entry.origin;
  return (
    <Panel
      title={t("origin.label")}
      className="mt-6 max-w-form"
      actions={
        differences.length > 0 && (
          <ConfirmForm
            action={returnReferenceAction}
            label={t("returning.action")}
            icon={<RefreshCw size={15} aria-hidden />}
            confirm={{
              title: t("returning.confirm", { name: entry.name }),
              text: t("returning.text"),
              button: t("returning.action"),
            }}
          >
            <FormContext companyId={companyId} />
            <input type="hidden" name="kind" value={entry.kind} />
            <input type="hidden" name="id" value={entry.id} />
            <input type="hidden" name="version" value={entry.version} />
          </ConfirmForm>
        )
      }
    >
      <p className="flex flex-wrap items-center gap-2 text-muted text-small">
        <Badge tone={originTone[origin]}>{t(`origin.${origin}`)}</Badge>
        {provenance.from === "catalogue" && provenance.withdrawn && (
          <Status tone="warn">{t("returning.withdrawn")}</Status>
        )}
        {t(`originHint.${origin}`)}
      </p>
      {differences.length > 0 && <Differences kind={entry.kind} differences={differences} />}
    </Panel>
  );
}

type DifferencesProps = { kind: ReferenceEntry["kind"]; differences: readonly Difference[] };

async function Differences({ kind, differences }: DifferencesProps) {
  const t = await getTranslations("reference");
  const place = kind === "clinic" ? "city" : "region";
  return (
    <table className="mt-3 w-full text-left">
      <caption className="sr-only">{t("returning.caption")}</caption>
      <thead className="text-muted text-small">
        <tr>
          {(["field", "here", "catalogue"] as const).map((column) => (
            <th key={column} scope="col" className="border-line border-b py-1.5 pr-4 font-medium">
              {t(`returning.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, here, catalogue }) => (
          <tr key={field}>
            <th scope="row" className="border-line border-b py-2 pr-4 font-normal text-muted">
              {t(`fields.${field === "parentId" ? place : field}`)}
            </th>
            <td className="border-line border-b py-2 pr-4">{here ?? t("returning.empty")}</td>
            <td className="border-line border-b py-2">
              {catalogue ?? t(field === "parentId" ? "returning.placeGone" : "returning.empty")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
