import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { Eye, Hourglass, Lock, LogOut } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";

const rules = { time: Hourglass, seen: Eye, never: Lock, back: LogOut } as const;

/** Which company it is, and what holds while somebody is in it. */
export async function Rules({ company }: { company: { name: string; slug: string; code: string | null } }) {
  const t = await getTranslations("impersonation.enter");
  return (
    <Panel>
      <div className="flex items-center gap-3 border-line border-b pb-4">
        <Avatar name={company.name} square size={36} />
        <div className="min-w-0">
          <p className="truncate font-semibold" title={company.name}>
            {company.name}
          </p>
          <p className="truncate text-muted text-small">
            {[company.slug, company.code].filter(Boolean).join(" · ")}
          </p>
        </div>
      </div>
      <h2 className="mt-4 mb-2 font-semibold">{t("rules.title")}</h2>
      <ul className="grid gap-3">
        {(Object.keys(rules) as (keyof typeof rules)[]).map((rule) => {
          const Icon = rules[rule];
          return (
            <li key={rule} className="flex gap-2.5 text-small">
              <Icon size={15} aria-hidden className="mt-0.5 shrink-0 text-muted" />
              <span>{t(`rules.${rule}`)}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
