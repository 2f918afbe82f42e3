import { getLocale, getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import { Status } from "@/app/_ui/status";
import { tenantSchemaRange } from "@/lib/databases/schema-range";
import { formatBytes, formatDate, formatDateTime, formatNumber, formatRelative } from "@/lib/i18n/format";
import type { FoundCompany } from "@/lib/master/companies/search-companies";
import { CompanyStatus, SubscriptionStatus } from "../../../_shell/company-status";
import { zone } from "../../../_shell/zone";

type Usage = NonNullable<FoundCompany["usage"]>;

/** The company, what it pays for and what it uses; a figure nobody took is a dash that says so. */
export async function companyColumns(): Promise<Column<FoundCompany>[]> {
  const t = await getTranslations("companies");
  const locale = await getLocale();
  const now = new Date();
  const newest = tenantSchemaRange().newest;
  const figure = (usage: Usage | null, text: (usage: Usage) => string) => (
    <span
      className={usage ? undefined : "text-muted"}
      title={usage ? t("figures.of", { time: formatDateTime(usage.takenAt, zone) }) : t("figures.untaken")}
    >
      {usage ? text(usage) : "–"}
    </span>
  );
  const counted = (id: "doctors" | "users" | "patients", width: string): Column<FoundCompany> => ({
    id,
    header: t(`columns.${id}`),
    width,
    from: id === "patients" ? "full" : "xl",
    numeric: true,
    sortable: id !== "patients",
    cell: ({ usage }) => figure(usage, (taken) => formatNumber(taken[id], locale)),
  });
  return [
    {
      id: "name",
      header: t("columns.company"),
      sortable: true,
      title: (row) => row.name,
      cell: (row) => (
        <>
          {row.name}
          <span className="block truncate font-normal text-caption text-muted">
            {[row.slug, row.code].filter(Boolean).join(" · ")}
          </span>
        </>
      ),
    },
    { id: "plan", header: t("columns.plan"), width: "7rem", from: "lg", cell: (row) => row.plan ?? "–" },
    {
      id: "trial",
      header: t("columns.subscription"),
      width: "9.5rem",
      sortable: true,
      title: ({ subscription }) =>
        subscription?.daysLeft && subscription.trialEndsAt
          ? t("trialEnds", { date: formatDate(subscription.trialEndsAt - 1, zone) })
          : undefined,
      cell: (row) => <SubscriptionStatus subscription={row.subscription} />,
    },
    {
      id: "state",
      header: t("columns.state"),
      width: "8rem",
      from: "lg",
      cell: (row) => <CompanyStatus state={row.state} />,
    },
    counted("doctors", "5rem"),
    counted("users", "5rem"),
    counted("patients", "5.25rem"),
    {
      id: "size",
      header: t("columns.size"),
      width: "5rem",
      from: "lg",
      numeric: true,
      sortable: true,
      cell: ({ usage }) => figure(usage, (taken) => formatBytes(taken.databaseBytes, locale)),
    },
    {
      id: "schema",
      header: t("columns.schema"),
      width: "5rem",
      from: "xl",
      title: ({ schemaVersion }) =>
        schemaVersion !== null && schemaVersion < newest
          ? t("schemaOld", { schema: schemaVersion, newest })
          : (schemaVersion ?? undefined),
      cell: ({ schemaVersion }) =>
        schemaVersion === null ? (
          "–"
        ) : (
          <Status tone={schemaVersion < newest ? "bad" : "good"}>{schemaVersion.split("_")[0]}</Status>
        ),
    },
    {
      id: "activity",
      header: t("columns.activity"),
      width: "8.5rem",
      from: "wide",
      sortable: true,
      title: ({ usage }) =>
        usage?.lastActivityAt ? formatDateTime(usage.lastActivityAt, zone) : t("figures.untaken"),
      cell: ({ usage }) => (usage?.lastActivityAt ? formatRelative(usage.lastActivityAt, now, locale) : "–"),
    },
  ];
}
