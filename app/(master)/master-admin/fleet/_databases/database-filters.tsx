import { getTranslations } from "next-intl/server";
import { ListFilters } from "@/app/_ui/list-filters";
import { databaseStates } from "@/drizzle/master/schema/states";
import { type DatabaseFilter, databaseQuery, schemaAges } from "@/lib/master/fleet/databases/database-filter";
import { fleetPath as path } from "../addresses";

type Props = { filter: DatabaseFilter; servers: ReadonlyArray<{ id: string; name: string }> };

export async function DatabaseFilters({ filter, servers }: Props) {
  const t = await getTranslations("fleet");
  return (
    <ListFilters
      path={path}
      query={databaseQuery(filter)}
      search={t("databases.search")}
      filters={[
        {
          name: "state",
          label: t("databases.columns.state"),
          options: databaseStates.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        {
          name: "schema",
          label: t("databases.columns.schema"),
          options: schemaAges.map((value) => ({ value, label: t(`schema.${value}`) })),
        },
        ...(servers.length > 1
          ? [
              {
                name: "server",
                label: t("databases.columns.server"),
                options: servers.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
      ]}
    />
  );
}
