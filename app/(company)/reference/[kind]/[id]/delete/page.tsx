import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireCompany } from "@/lib/auth/require-company";
import { isUsed, usesOf } from "@/lib/company/reference/uses";
import { deleteReferenceAction } from "../../../actions";
import { deletePath, editPath } from "../../../addresses";
import { ArchiveButton } from "../archive-button";
import { entryOf, nameIn } from "../entry-of";
import { UsesList } from "../uses-list";

type Props = PageProps<"/reference/[kind]/[id]/delete">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("delete") };
}

/** Asks before something is deleted for good; says who uses it when it cannot be. A page, so it needs no JavaScript. */
export default async function DeleteReferencePage({ params }: Props) {
  const { db, company, locale } = await requireCompany("reference.delete");
  const entry = await entryOf(db, await params);
  const { kind, id } = entry;
  const uses = await usesOf(db, kind, id);
  const t = await getTranslations("reference");
  const common = await getTranslations("common");
  const name = nameIn(locale, entry);
  const used = isUsed(uses);
  return (
    <>
      <PageHeader
        title={t(used ? `${kind}.refusedTitle` : `${kind}.deleteTitle`, { name })}
        back={{ href: editPath(kind, id), label: name }}
      />
      {used ? (
        <Panel className="max-w-form">
          <p>{t("uses.refused")}</p>
          <div className="my-3">
            <UsesList kind={kind} id={id} uses={uses} />
          </div>
          <p className="text-muted">
            {t("uses.remedy")} {(kind === "region" || kind === "city") && t(`archiveBelow.${kind}`)}
          </p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <ButtonLink href={editPath(kind, id)}>{common("cancel")}</ButtonLink>
            {entry.archivedAt === null && <ArchiveButton entry={entry} companyId={company.formId} />}
          </div>
        </Panel>
      ) : (
        <Form
          action={deleteReferenceAction}
          guard={false}
          remedies={{
            inUse: (
              <Link href={deletePath(kind, id)} className="underline underline-offset-2">
                {t("uses.look")}
              </Link>
            ),
          }}
        >
          <FormContext companyId={company.formId} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={id} />
          <Panel>
            <p>{t("deleteText")}</p>
            {entry.origin === "catalogue" && <p className="mt-2 text-muted">{t("deleteCatalogue")}</p>}
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <ButtonLink href={editPath(kind, id)} size="lg">
                {common("cancel")}
              </ButtonLink>
              <SubmitButton variant="danger">{t("deleteConfirm")}</SubmitButton>
            </div>
          </Panel>
        </Form>
      )}
    </>
  );
}
