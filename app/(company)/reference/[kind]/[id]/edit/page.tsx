import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { Trash2 } from "@/app/_ui/icons";
import { NewTabLink } from "@/app/_ui/new-tab-link";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";
import { usesOf } from "@/lib/company/reference/uses";
import { formatDate } from "@/lib/i18n/format";
import { editReferenceAction } from "../../../actions";
import { deletePath, editPath, kindOf, listPath } from "../../../addresses";
import { parentChoices } from "../../parent-choices";
import { ReferenceFields } from "../../reference-fields";
import { ArchiveButton } from "../archive-button";
import { entryOf, nameIn } from "../entry-of";
import { OriginPanel } from "../origin-panel";
import { UsesList } from "../uses-list";

type Props = PageProps<"/reference/[kind]/[id]/edit">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("reference");
  return { title: kind ? t(`${kind}.edit`) : t("title") };
}

export default async function EditReferencePage({ params, searchParams }: Props) {
  const { db, company, locale, can } = await requireCompany("reference.write");
  const entry = await entryOf(db, await params);
  const { kind, id } = entry;
  const parents = await parentChoices(db, kind, locale, entry.parentId);
  const uses = await usesOf(db, kind, id);
  const t = await getTranslations("reference");
  const common = await getTranslations("common");
  const here = editPath(kind, id);
  return (
    <>
      <PageHeader
        overForm
        title={nameIn(locale, entry)}
        back={{ href: listPath(kind), label: t(`${kind}.title`) }}
        actions={
          <>
            {can("reference.delete") && (
              <ButtonLink href={deletePath(kind, id)} variant="quiet" icon={<Trash2 size={15} aria-hidden />}>
                {common("delete")}
              </ButtonLink>
            )}
            <ArchiveButton entry={entry} companyId={company.formId} />
          </>
        }
      />
      <Flash query={await searchParams} namespace="reference" />
      {entry.archivedAt !== null && (
        <Notice className="mb-4 max-w-form">
          {t("archiveNotice", { date: formatDate(entry.archivedAt, company.timeZone) })}{" "}
          {(kind === "region" || kind === "city") && t(`archiveBelow.${kind}`)}
        </Notice>
      )}
      {entry.archivedAt === null &&
        parents.some(({ value, archived }) => archived && value === entry.parentId) && (
          <Notice tone="warn" className="mb-4 max-w-form">
            {t("hiddenHint")}
          </Notice>
        )}
      <Form
        // Saved elsewhere on this page, such as by returning to the catalogue, the fields begin anew.
        key={JSON.stringify([entry.name, entry.nameEn, entry.nameRu, entry.code, entry.parentId])}
        action={editReferenceAction}
        remedies={{
          staleVersion: <NewTabLink href={here}>{t("staleRemedy")}</NewTabLink>,
        }}
      >
        <FormContext companyId={company.formId} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="version" value={entry.version} />
        <Panel>
          <ReferenceFields kind={kind} entry={entry} parents={parents} here={here} />
        </Panel>
        <FormButtons cancel={listPath(kind)} />
      </Form>
      <Panel title={t("uses.title")} className="mt-6 max-w-form">
        <UsesList kind={kind} id={id} uses={uses} />
      </Panel>
      <OriginPanel db={db} entry={entry} companyId={company.formId} />
    </>
  );
}
