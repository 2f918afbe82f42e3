import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Code } from "@/app/_ui/code";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { tenantSchemaRange } from "@/lib/databases/schema-range";
import { formatBytes } from "@/lib/i18n/format";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import { companyPath } from "../addresses";
import { BackupFacts } from "./backup-facts";
import { DatabaseCheck } from "./database-check";
import { FleetLinks } from "./fleet-links";
import { SandboxFact } from "./sandbox-fact";

type Props = { master: MasterDb; found: CompanyDetails; check: boolean };

/** Where the company's data is, as the registry says; asked for, also as the database itself does. */
export async function DatabasePanel({ master, found: { company, database, server }, check }: Props) {
  const t = await getTranslations("companies.database");
  const kinds = await getTranslations("settings.database.kinds");
  const locale = await getLocale();
  if (!database || !server) return <Panel title={t("title")} note={t("none")} />;
  const old = database.schemaVersion !== null && database.schemaVersion < tenantSchemaRange().newest;
  const ready = database.state === "ready";
  return (
    <Panel
      title={t("title")}
      actions={
        <ButtonLink href={`${companyPath(company.id)}?check=now#database`} size="sm">
          {t("check")}
        </ButtonLink>
      }
    >
      <FleetLinks companyId={company.id} />
      <div id="database">
        {check && <DatabaseCheck master={master} companyId={company.id} />}
        <Facts narrow>
          <Fact label={t("server")}>{kinds(server.kind)}</Fact>
          <Fact label={t("id")}>
            <Code text={database.id} />
          </Fact>
          <Fact label={t("state")}>
            <Status tone={ready ? "good" : "warn"}>{t(`states.${database.state}`)}</Status>
            {database.stateReason && (
              <span className="block text-muted text-small">{database.stateReason}</span>
            )}
          </Fact>
          <Fact label={t("generation")}>
            {t("generationEpoch", { generation: database.generation, epoch: database.epoch })}
          </Fact>
          <Fact label={t("schema")}>
            <Code text={database.schemaVersion ?? "–"} />
            {old && <span className="block text-bad text-small">{t("schemaOld")}</span>}
          </Fact>
          <Fact label={t("size")}>
            {database.sizeBytes === null ? "–" : formatBytes(database.sizeBytes, locale)}
          </Fact>
          <Fact label={t("key")}>{t(database.keyId === null ? "noKey" : "hasKey")}</Fact>
          <BackupFacts master={master} companyId={company.id} />
          <SandboxFact master={master} companyId={company.id} />
        </Facts>
      </div>
    </Panel>
  );
}
