import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import type { FleetMigrationPreview } from "@/lib/databases";

const shownDatabases = 20;

/** What a migration would do, by what the registry says. */
export async function Preview({ preview }: { preview: FleetMigrationPreview }) {
  const t = await getTranslations("fleet.start");
  const { current, databases, migrations, target } = preview;
  return (
    <Panel
      title={databases.length === 0 ? t("nothing") : t("pending", { count: databases.length })}
      note={
        <>
          {t("target", { target, current })} {databases.length === 0 && t("nothingNote")}
        </>
      }
    >
      {databases.length > 0 && (
        <ul className="grid gap-1 text-small">
          {databases.slice(0, shownDatabases).map(({ companyId, slug, from, migrations: names, problem }) => (
            <li key={companyId} className="flex flex-wrap gap-x-2">
              <span className="font-medium">{slug}</span>
              <span className="text-muted">
                {from ?? "–"} → {names.at(-1) ?? "–"}
              </span>
              {problem && <Status tone="bad">{problem}</Status>}
            </li>
          ))}
          {databases.length > shownDatabases && (
            <li className="text-muted">{t("more", { count: databases.length - shownDatabases })}</li>
          )}
        </ul>
      )}
      {migrations.map(({ name, statements }) => (
        <details key={name} className="mt-3">
          <summary className="cursor-pointer font-medium text-small">{name}</summary>
          <pre className="mt-2 max-h-80 overflow-auto rounded-md bg-sunk p-3 text-caption">
            {statements.join(";\n\n")}
          </pre>
        </details>
      ))}
    </Panel>
  );
}
