import { getTranslations } from "next-intl/server";
import type { CompanyContext } from "@/lib/auth/require-company";
import { referenceKinds } from "@/lib/company/reference/kinds";
import type { PaletteGroup, PaletteItem } from "@/lib/domain/palette";
import { listPath, newPath } from "../reference/addresses";

type Asking = Pick<CompanyContext, "can" | "impersonation">;

const go = (href: string, label: string): PaletteItem => ({ id: href, label, deed: { kind: "go", href } });

/** The pages that the role may open. */
export async function companyPages({ can, impersonation }: Asking): Promise<PaletteGroup> {
  const [t, nav, tabs, reference] = await Promise.all([
    getTranslations("palette"),
    getTranslations("shell.nav"),
    getTranslations("settings.tabs"),
    getTranslations("reference"),
  ]);
  return {
    id: "pages",
    title: t("groups.pages"),
    items: [
      go("/dashboard", nav("dashboard")),
      ...(can("doctor.read") ? [go("/doctors", nav("doctors"))] : []),
      ...(can("reference.read")
        ? referenceKinds.map((kind) => go(listPath(kind), reference(`${kind}.title`)))
        : []),
      ...(can("settings.read") ? [go("/settings", tabs("profile")), go("/settings/plan", tabs("plan"))] : []),
      ...(can("member.read") ? [go("/settings/members", tabs("members"))] : []),
      ...(can("settings.read")
        ? [go("/settings/database", tabs("database")), go("/settings/data", tabs("data"))]
        : []),
      ...(can("audit.read") ? [go("/settings/audit", tabs("audit"))] : []),
      // One's own account is out of reach while one is in a company as a platform admin.
      ...(impersonation ? [] : [go("/settings/account", tabs("account"))]),
    ],
  };
}

/** What the role may do from anywhere. */
export async function companyActions({ can, impersonation }: Asking): Promise<PaletteGroup> {
  const [t, shell, entered, settings, doctors, reference] = await Promise.all([
    getTranslations("palette"),
    getTranslations("shell.account"),
    getTranslations("impersonation.menu"),
    getTranslations("settings"),
    getTranslations("doctors"),
    getTranslations("reference"),
  ]);
  const exit: PaletteItem = {
    id: "exit",
    label: t("exit"),
    deed: { kind: "post", path: "/exit-impersonation" },
  };
  return {
    id: "actions",
    title: t("groups.actions"),
    items: [
      ...(impersonation ? [exit] : []),
      ...(can("doctor.write") ? [go("/doctors/new", doctors("new"))] : []),
      ...(can("reference.write")
        ? referenceKinds.map((kind) => go(newPath(kind), reference(`${kind}.new`)))
        : []),
      ...(impersonation ? [] : [go("/register", settings("companies.register"))]),
      {
        id: "sign-out",
        label: impersonation ? entered("signOut") : shell("signOut"),
        deed: { kind: "post", path: "/logout" },
      },
    ],
  };
}
