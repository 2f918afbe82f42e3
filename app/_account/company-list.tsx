import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Badge } from "@/app/_ui/status";
import { formatDate } from "@/lib/i18n/format";
import type { OwnCompany } from "@/lib/master/members/list-own-companies";
import { leaveCompanyAction } from "./actions";

type CompanyListProps = { companies: readonly OwnCompany[]; current: string; timeZone: string };

/** The companies of a person, each with the way out of it. */
export async function CompanyList({ companies, current, timeZone }: CompanyListProps) {
  const t = await getTranslations("settings.companies");
  const shell = await getTranslations("shell");
  return (
    <ul className="divide-y divide-line">
      {companies.map(({ id, name, role, state, since }) => (
        <li key={id} className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
          <Avatar name={name} square size={28} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {name}
              {id === current && <Badge tone="accent">{t("here")}</Badge>}
              {state !== "active" && <Badge tone="warn">{shell(`companies.state.${state}`)}</Badge>}
            </p>
            <p className="text-muted text-small tabular-nums">
              {shell(`role.${role}`)} · {formatDate(since, timeZone)}
            </p>
          </div>
          <ConfirmForm
            action={leaveCompanyAction}
            size="sm"
            label={
              <>
                {t("leave")}
                <span className="sr-only">: {name}</span>
              </>
            }
            confirm={{
              title: t("leaveConfirm", { company: name }),
              text: t("leaveText"),
              button: t("leave"),
            }}
          >
            <input type="hidden" name="company" value={id} />
          </ConfirmForm>
        </li>
      ))}
    </ul>
  );
}
