import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/app/_ui/filter-chips";
import { SearchBox } from "@/app/_ui/search-box";
import { databaseStates } from "@/drizzle/master/schema/states";
import { type DatabaseFilter, databaseQuery, schemaAges } from "@/lib/master/fleet/databases/database-filter";
import { fleetPath as path } from "../addresses";

type Props = { filter: DatabaseFilter; servers: ReadonlyArray<{ id: string; name: string }> };

export async function DatabaseFilters({ filter, servers }: Props) {
  const t = await getTranslations("fleet");
  const query = databaseQuery(filter);
  return (
    <div className="mb-3 flex gap-2 max-lg:flex-wrap">
      <SearchBox
        path={path}
        query={query}
        label={t("databases.search")}
        className="w-full shrink-0 md:w-70"
      />
      <div className="flex min-w-0 flex-1 items-center">
        <FilterChips
          path={path}
          query={query}
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
      </div>
    </div>
  );
}
