import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { Plus } from "@/app/_ui/icons";
import { values } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";
import { parentKinds } from "@/lib/company/reference/kinds";
import { addReferenceAction } from "../../actions";
import { kindOf, listPath, newPath, returnPath } from "../../addresses";
import { KindIcon } from "../../kind-icon";
import { parentChoices } from "../parent-choices";
import { ReferenceFields } from "../reference-fields";

type Props = PageProps<"/reference/[kind]/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("reference");
  return { title: kind ? t(`${kind}.new`) : t("title") };
}

export default async function NewReferencePage({ params, searchParams }: Props) {
  const { db, company, locale } = await requireCompany("reference.write");
  const kind = kindOf((await params).kind) ?? notFound();
  const query = await searchParams;
  const parentKind = parentKinds[kind];
  const parents = await parentChoices(db, kind, locale);
  const from = returnPath(values(query.return)[0]);
  const here = newPath(kind, from ? { return: from } : {});
  const back = from ?? listPath(kind);
  const t = await getTranslations("reference");
  const header = (
    <PageHeader
      title={t(`${kind}.new`)}
      back={from ? { href: from, label: t("backToForm") } : { href: back, label: t(`${kind}.title`) }}
    />
  );

  if (parentKind && parents.length === 0) {
    return (
      <>
        {header}
        <Panel>
          <EmptyState
            icon={<KindIcon kind={parentKind} />}
            title={t(`missing.${parentKind}Title`)}
            text={t(`missing.${parentKind}Text`)}
            actions={
              <>
                <ButtonLink href={`${listPath(parentKind)}?state=archived`}>{t("showArchived")}</ButtonLink>
                <ButtonLink
                  href={newPath(parentKind, { return: here })}
                  variant="primary"
                  icon={<Plus size={16} aria-hidden />}
                >
                  {t(`${parentKind}.add`)}
                </ButtonLink>
              </>
            }
          />
        </Panel>
      </>
    );
  }
  return (
    <>
      {header}
      <Form action={addReferenceAction}>
        <FormContext companyId={company.formId} />
        <input type="hidden" name="kind" value={kind} />
        {from && <input type="hidden" name="return" value={from} />}
        <Panel>
          <ReferenceFields
            kind={kind}
            entry={null}
            parents={parents}
            parentId={parentKind ? values(query[parentKind])[0] : undefined}
            here={here}
          />
        </Panel>
        <FormButtons cancel={back} />
      </Form>
    </>
  );
}
