import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { parentOptions } from "@/lib/master/catalogue/parent-options";
import { addEntryAction } from "../../actions";
import { kindOf, listPath } from "../../addresses";
import { EntryFields } from "../entry-fields";

type Props = PageProps<"/master-admin/catalogue/[kind]/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("catalogue");
  return { title: kind ? t(`${kind}.new`) : t("title") };
}

export default async function NewEntryPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const kind = kindOf((await params).kind) ?? notFound();
  const parents = await parentOptions(master, kind, await getLocale());
  const t = await getTranslations("catalogue");
  return (
    <>
      <PageHeader
        title={t(`${kind}.new`)}
        back={{ href: listPath(kind), label: `${t("title")}: ${t(`${kind}.title`)}` }}
      />
      <Form action={addEntryAction}>
        <FormContext />
        <input type="hidden" name="kind" value={kind} />
        <Panel>
          <EntryFields kind={kind} entry={null} parents={parents} />
        </Panel>
        <FormButtons cancel={listPath(kind)} />
      </Form>
    </>
  );
}
