import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { Badge } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { tenantSchemaRange } from "@/lib/databases/schema-range";
import { formatBytes } from "@/lib/i18n/format";
import { parseDatabaseFilter } from "@/lib/master/fleet/databases/database-filter";
import { listDatabases } from "@/lib/master/fleet/databases/list-databases";
import { companyPath } from "../../companies/addresses";
import { DatabaseStatus } from "../_databases/database-status";
import { fleetPath } from "../addresses";

/** The databases of a server, as many as a page of the list shows; the list has the rest. */
export async function ServerDatabases({ master, serverId }: { master: MasterDb; serverId: string }) {
  const filter = parseDatabaseFilter({ server: serverId });
  const { rows, total } = await listDatabases(master, filter, tenantSchemaRange().newest);
  const t = await getTranslations("fleetServers.databases");
  const sandbox = await getTranslations("sandbox.operator");
  const locale = await getLocale();
  return (
    <Panel
      title={t("title")}
      note={total === 0 ? t("none") : undefined}
      actions={
        total > 0 && (
          <ButtonLink href={`${fleetPath}?server=${serverId}`} size="sm">
            {t("all")}
          </ButtonLink>
        )
      }
    >
      {rows.length > 0 && (
        <ul className="divide-y divide-line">
          {rows.map(({ id, companyId, company, state, stateReason, bytes, purpose }) => (
            <li key={id} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
              <Link
                href={companyPath(companyId)}
                prefetch={false}
                className="min-w-0 flex-1 truncate font-medium hover:underline"
              >
                {company}
              </Link>
              {purpose === "sandbox" && <Badge tone="warn">{sandbox("badge")}</Badge>}
              <span className="text-muted text-small tabular-nums">
                {bytes === null ? "–" : formatBytes(bytes, locale)}
              </span>
              <DatabaseStatus state={state} reason={stateReason} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
