import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { ListFilters } from "@/app/_ui/list-filters";
import { HiddenQuery } from "@/app/_ui/search-box";
import { inputClass } from "@/app/_ui/text-input-class";
import { roles } from "@/drizzle/master/schema/states";
import { type UserFilter, userKinds, userQuery, userStates } from "@/lib/master/users/user-filter";

const path = "/master-admin/users";

export async function UserFilters({ filter }: { filter: UserFilter }) {
  const t = await getTranslations("people");
  const role = await getTranslations("shell.role");
  const query = userQuery(filter);
  return (
    <ListFilters
      path={path}
      query={query}
      search={t("search")}
      filters={[
        {
          name: "state",
          label: t("columns.state"),
          options: userStates.map((value) => ({ value, label: t(`state.${value}`) })),
          single: true,
        },
        {
          name: "kind",
          label: t("kind.label"),
          options: userKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          single: true,
        },
        {
          name: "role",
          label: t("columns.role"),
          options: roles.map((value) => ({ value, label: role(value) })),
        },
        {
          name: "company",
          label: t("columns.company"),
          options: filter.company === null ? [] : [{ value: filter.company, label: filter.company }],
          content: (
            <form action={path} method="get" className="grid w-64 gap-2 max-md:w-full">
              <HiddenQuery query={query} except={["company"]} />
              <input
                name="company"
                defaultValue={filter.company ?? ""}
                aria-label={t("companyHint")}
                placeholder={t("companyHint")}
                maxLength={63}
                autoComplete="off"
                autoCapitalize="none"
                className={inputClass}
              />
              <Button type="submit" variant="primary">
                {t("apply")}
              </Button>
            </form>
          ),
        },
      ]}
    />
  );
}
