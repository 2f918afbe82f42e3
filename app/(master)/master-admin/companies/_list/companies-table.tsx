import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Status, type Tone } from "@/app/_ui/status";
import type { CompanyState, SubscriptionState } from "@/drizzle/master/schema/states";
import { formatDate } from "@/lib/i18n/format";
import type { FoundCompany } from "@/lib/master/companies/search-companies";

const subscriptionTones: Record<SubscriptionState, Tone> = {
  trialing: "info",
  active: "good",
  past_due: "warn",
  read_only: "warn",
  cancelled: "neutral",
};
const stateTones: Record<CompanyState, Tone> = {
  provisioning: "info",
  active: "good",
  read_only: "warn",
  suspended: "bad",
  closing: "warn",
  closed: "neutral",
};

export async function CompaniesTable({ rows }: { rows: readonly FoundCompany[] }) {
  const t = await getTranslations("companies");
  const w = await getTranslations("master");
  const subscription = (row: FoundCompany) => {
    const now = row.subscription;
    if (!now) return w("none");
    const words = now.daysLeft === null ? w(`subscription.${now.state}`) : w("trial", { days: now.daysLeft });
    return <Status tone={subscriptionTones[now.state]}>{words}</Status>;
  };
  const columns: Column<FoundCompany>[] = [
    {
      id: "company",
      header: t("columns.company"),
      width: "30%",
      title: (row) => row.name,
      cell: (row) => (
        <>
          {row.name}
          <span className="block truncate font-normal text-caption text-muted">{row.slug}</span>
        </>
      ),
    },
    { id: "code", header: t("columns.code"), from: "lg", cell: (row) => row.code ?? w("none") },
    { id: "plan", header: t("columns.plan"), cell: (row) => row.plan ?? w("none") },
    { id: "subscription", header: t("columns.subscription"), cell: subscription },
    {
      id: "state",
      header: t("columns.state"),
      from: "lg",
      cell: (row) => <Status tone={stateTones[row.state]}>{w(`state.${row.state}`)}</Status>,
    },
    { id: "created", header: t("columns.created"), cell: (row) => formatDate(row.createdAt, "Asia/Baku") },
  ];
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      lead={(row) => <Avatar name={row.name} square />}
      phoneLine={subscription}
    />
  );
}
