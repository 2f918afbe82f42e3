import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { Form } from "@/app/_ui/form";
import { Check, TriangleAlert } from "@/app/_ui/icons";
import type { OwnCompany } from "@/lib/master/members/list-own-companies";
import { switchCompanyAction } from "./actions";

type CompanyChoicesProps = {
  companies: readonly OwnCompany[];
  /** Where one is; it is ticked and leads nowhere. */
  current?: string | undefined;
};

const line = "flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 py-1 text-left";

/** The companies of a person as buttons: one form, so that it works without JavaScript too. */
export async function CompanyChoices({ companies, current }: CompanyChoicesProps) {
  const t = await getTranslations("shell.companies");
  return (
    <Form action={switchCompanyAction} guard={false}>
      <ul aria-label={t("label")} data-keep-open="" className="max-h-80 overflow-y-auto overscroll-contain">
        {companies.map((company) => (
          <li key={company.id}>
            {company.id === current ? (
              <div aria-current="true" className={`${line} bg-sunk font-semibold`}>
                <Choice company={company} />
                <Check size={15} className="shrink-0 text-accent-text" aria-label={t("current")} />
              </div>
            ) : (
              <button type="submit" name="company" value={company.id} className={`${line} hover:bg-sunk`}>
                <Choice company={company} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Form>
  );
}

async function Choice({ company: { name, role, state } }: { company: OwnCompany }) {
  const t = await getTranslations("shell");
  const unusual = state === "active" ? null : t(`companies.state.${state}`);
  return (
    <>
      <Avatar name={name} square size={26} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate" title={name}>
          {name}
        </span>
        <span className="flex items-center gap-1 font-normal text-caption text-muted">
          {state === "suspended" && <TriangleAlert size={12} aria-hidden className="shrink-0 text-warn" />}
          <span className="truncate">
            {unusual ? `${t(`role.${role}`)} · ${unusual}` : t(`role.${role}`)}
          </span>
        </span>
      </span>
    </>
  );
}
