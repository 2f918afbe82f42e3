import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Fact, Facts } from "@/app/_ui/facts";
import { Flash } from "@/app/_ui/flash";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { isId } from "@/lib/domain/id";
import { formatDateTime } from "@/lib/i18n/format";
import { migrationRun } from "@/lib/master/fleet/migrations/migration-run";
import { zone } from "../../../../_shell/zone";
import { ResultsTable } from "../../_migrations/results-table";
import { RunPanel } from "../../_migrations/run-panel";
import { migrationsPath } from "../../addresses";
import { resumeMigration, stopMigration } from "../actions";

type Props = PageProps<"/master-admin/fleet/migrations/[id]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("migrations.one") };
}

export default async function MigrationPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const { id } = await params;
  if (!isId(id)) notFound();
  const run = await migrationRun(master, id, new Date(), { limit: 500 }).catch(() => notFound());
  const t = await getTranslations("fleet");
  return (
    <>
      <PageHeader
        title={t("migrations.one")}
        back={{ href: migrationsPath, label: t("migrations.title") }}
        actions={
          <>
            {run.state === "running" && (
              <ConfirmForm
                action={stopMigration}
                label={t("run.stop")}
                confirm={{ title: t("run.stopConfirm"), text: t("run.stopText"), button: t("run.stop") }}
              >
                <input type="hidden" name="id" value={id} />
              </ConfirmForm>
            )}
            {run.canResume && (
              <ConfirmForm action={resumeMigration} label={t("run.resume")}>
                <input type="hidden" name="id" value={id} />
              </ConfirmForm>
            )}
          </>
        }
      />
      <Flash query={await searchParams} namespace="fleet" />
      <RunPanel run={run} linked={false} />
      <Panel className="mb-3">
        <Facts>
          <Fact label={t("migrations.columns.by")}>{run.startedBy}</Fact>
          <Fact label={t("migrations.columns.at")}>{formatDateTime(run.startedAt, zone)}</Fact>
          {run.finishedAt !== null && (
            <Fact label={t("migrations.columns.end")}>{formatDateTime(run.finishedAt, zone)}</Fact>
          )}
          <Fact label={t("migrations.way")}>
            {run.options.copies ? t("migrations.copies") : t("migrations.inPlace")}
          </Fact>
        </Facts>
      </Panel>
      <ResultsTable results={run.results} />
      {run.resultCount > run.results.length && (
        <p className="mt-2 text-muted text-small">
          {t("migrations.more", { shown: run.results.length, total: run.resultCount })}
        </p>
      )}
    </>
  );
}
