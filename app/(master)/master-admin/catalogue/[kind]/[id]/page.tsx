import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { NewTabLink } from "@/app/_ui/new-tab-link";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Badge } from "@/app/_ui/status";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { isId } from "@/lib/domain/id";
import { formatDate } from "@/lib/i18n/format";
import { findEntry } from "@/lib/master/catalogue/entries";
import { nameIn } from "@/lib/master/catalogue/localized-name";
import { parentOptions } from "@/lib/master/catalogue/parent-options";
import { editEntryAction } from "../../actions";
import { entryPath, kindOf, listPath } from "../../addresses";
import { EntryFields } from "../entry-fields";
import { ArchiveButton } from "./archive-button";

type Props = PageProps<"/master-admin/catalogue/[kind]/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("catalogue");
  return { title: kind ? t(`${kind}.edit`) : t("title") };
}

export default async function EntryPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const asked = await params;
  const kind = kindOf(asked.kind) ?? notFound();
  const entry = (isId(asked.id) && (await findEntry(master, kind, asked.id))) || notFound();
  const locale = await getLocale();
  const parents = await parentOptions(master, kind, locale, entry.parentId);
  const t = await getTranslations("catalogue");
  const source = entry.editedAt === null ? "shipped" : "edited";
  return (
    <>
      <PageHeader
        title={nameIn(locale, entry)}
        back={{ href: listPath(kind), label: `${t("title")}: ${t(`${kind}.title`)}` }}
        actions={<ArchiveButton entry={entry} />}
      />
      <Flash query={await searchParams} namespace="catalogue" />
      {entry.archivedAt !== null && (
        <Notice className="mb-4 max-w-form">
          {t("archiveNotice", { date: formatDate(entry.archivedAt, "Asia/Baku") })}{" "}
          {(kind === "region" || kind === "city") && t(`archiveBelow.${kind}`)}
        </Notice>
      )}
      <Form
        action={editEntryAction}
        remedies={{
          staleVersion: <NewTabLink href={entryPath(kind, entry.id)}>{t("staleRemedy")}</NewTabLink>,
        }}
      >
        <FormContext />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="id" value={entry.id} />
        <input type="hidden" name="version" value={entry.version} />
        <Panel>
          <EntryFields kind={kind} entry={entry} parents={parents} />
        </Panel>
        <p className="mt-3 flex flex-wrap items-center gap-2 text-muted text-small">
          <Badge tone={source === "edited" ? "accent" : "neutral"}>{t(`source.${source}`)}</Badge>
          {t(`sourceHint.${source}`)}
        </p>
        <FormButtons cancel={listPath(kind)} />
      </Form>
    </>
  );
}
