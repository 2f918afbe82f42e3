import { getTranslations } from "next-intl/server";
import { type Role, roles } from "@/drizzle/master/schema/states";

/** The roles this person may give: owners are made by owners. */
export async function roleOptions(own: Role) {
  const t = await getTranslations("shell.role");
  return roles.map((role) => ({
    value: role,
    label: t(role),
    disabled: role === "owner" && own !== "owner",
  }));
}
