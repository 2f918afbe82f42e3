import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import { type DatabaseFilter, databaseQuery } from "@/lib/master/fleet/databases/database-filter";
import type { ListedDatabase } from "@/lib/master/fleet/databases/list-databases";
import { fleetPath as path } from "../addresses";
import { databaseColumns } from "./database-columns";
import { DatabaseStatus } from "./database-status";

type Props = { rows: readonly ListedDatabase[]; filter: DatabaseFilter };

export async function DatabasesTable({ rows, filter }: Props) {
  const t = await getTranslations("fleet.databases");
  return (
    <DataTable
      label={t("title")}
      columns={await databaseColumns()}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/master-admin/companies/${row.companyId}`}
      lead={(row) => <Avatar name={row.company} square className="max-md:size-9 md:hidden" />}
      phoneLine={(row) => <DatabaseStatus state={row.state} reason={row.stateReason} />}
      sort={listSort(path, databaseQuery(filter), filter)}
    />
  );
}
