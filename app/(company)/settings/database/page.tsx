import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Code } from "@/app/_ui/code";
import { CopyButton } from "@/app/_ui/copy-button";
import { Fact, Facts } from "@/app/_ui/facts";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import { whereAmI } from "@/lib/journeys/where-am-i";
import { SettingsTabs } from "../settings-tabs";
import { whereaboutsText } from "./whereabouts-text";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.database")} · ${t("title")}` };
}

export default async function DatabasePage() {
  const { db, company, locale, inSandbox } = await requireCompany("settings.read");
  const places = { master: await openMaster(), db, companyId: company.id };
  const found = await whereAmI(places, inSandbox ? "sandbox" : "main");
  const t = await getTranslations("settings");
  const at = (instant: number) => formatDateTime(instant, company.timeZone);
  const state = found.agrees ? "agrees" : "differs";
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="database" />
      <div className="max-w-form">
        {!found.agrees && (
          <Notice tone="bad" className="mb-4">
            {t("database.differsText")}
          </Notice>
        )}
        <Panel
          title={t("database.title")}
          note={t("database.note")}
          actions={<CopyButton text={whereaboutsText(company, found)} label={t("database.copyAllLabel")} />}
        >
          <p className="mt-1 mb-4">
            <Status tone={found.agrees ? "good" : "bad"}>{t(`database.${state}`)}</Status>
          </p>
          <Facts>
            <Fact label={t("database.id")}>
              <Code text={found.databaseId} label={t("database.id")} />
            </Fact>
            <Fact label={t("database.generation")}>
              {found.generation}
              <span className="block text-muted text-small">{t("database.generationHint")}</span>
            </Fact>
            <Fact label={t("database.server")}>{t(`database.kinds.${found.serverKind}`)}</Fact>
            <Fact label={t("database.encryption")}>
              {found.keyId === null ? t("database.notEncrypted") : t("database.encrypted")}
            </Fact>
            {found.keyId !== null && (
              <Fact label={t("database.key")}>
                <Code text={found.keyId} label={t("database.key")} />
              </Fact>
            )}
            <Fact label={t("database.schema")}>
              <Code text={found.schemaVersion} />
            </Fact>
            <Fact label={t("database.size")}>{formatBytes(found.sizeBytes, locale)}</Fact>
            <Fact label={t("database.created")}>{at(found.createdAt)}</Fact>
            <Fact label={t("database.lastChange")}>
              {found.lastChangeAt === null ? t("database.never") : at(found.lastChangeAt)}
            </Fact>
          </Facts>
        </Panel>
      </div>
    </>
  );
}
