import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Permission } from "@/lib/auth/permissions";
import { requireCompany } from "@/lib/auth/require-company";

const tabs = {
  profile: { href: "/settings", needs: "settings.read" },
  plan: { href: "/settings/plan", needs: "settings.read", outside: true },
  members: { href: "/settings/members", needs: "member.read" },
  database: { href: "/settings/database", needs: "settings.read" },
  data: { href: "/settings/data", needs: "settings.read", outside: true },
  sandbox: { href: "/settings/sandbox", needs: "settings.read" },
  audit: { href: "/settings/audit", needs: "audit.read" },
  account: { href: "/settings/account", needs: null },
} as const satisfies Record<string, { href: string; needs: Permission | null; outside?: true }>;
export type SettingsTab = keyof typeof tabs;

/** The sections of the settings that the role may open, under the page's header. */
export async function SettingsTabs({ current }: { current: SettingsTab }) {
  const { can, impersonation, inSandbox } = await requireCompany();
  const t = await getTranslations("settings.tabs");
  const all: [string, { needs: Permission | null; outside?: true }][] = Object.entries(tabs);
  const open = all.filter(([, { needs, outside }]) => {
    if (outside && inSandbox) return false;
    // One's own account is nobody's while somebody acts for another.
    return needs === null ? !impersonation : can(needs);
  }) as [SettingsTab, (typeof tabs)[SettingsTab]][];
  return (
    <nav
      aria-label={t("label")}
      className="-mx-4 mb-5 scroll-px-10 overflow-x-auto border-line border-b md:mx-0 md:-mt-3"
    >
      <ul className="flex w-max gap-5 px-4 md:px-0">
        {open.map(([tab, { href }]) => (
          <li key={tab} className={tab === current ? "[scroll-initial-target:nearest]" : undefined}>
            <Link
              href={href}
              prefetch={false}
              aria-current={tab === current ? "page" : undefined}
              className="-mb-px flex min-h-9 items-center whitespace-nowrap border-transparent border-b-2 px-0.5 text-muted touch:min-h-11 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {t(tab)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
