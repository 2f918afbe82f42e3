import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { Database, KeyRound } from "@/app/_ui/icons";

/** What "a database of one's own" means, drawn: company, key, database, and no line between them. */
export async function Separation() {
  const t = await getTranslations("public.separation");
  const companies = [t("yours"), "City Hospital", "County Clinic"];
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-10 px-4 pt-24 md:grid-cols-2 md:px-6">
      <div>
        <h2 className="text-balance font-semibold text-figure tracking-[-0.015em]">{t("title")}</h2>
        <p className="mt-3 max-w-[52ch] text-pretty text-base text-muted">{t("text")}</p>
        <p className="mt-3 max-w-[52ch] text-pretty text-base text-muted">{t("guarantee")}</p>
      </div>
      <div role="img" aria-label={t("label")} className="grid gap-3">
        {companies.map((name) => (
          <div
            key={name}
            aria-hidden
            className="flex items-center gap-3 rounded-lg border border-line bg-panel px-4 py-3 shadow-sm"
          >
            <Avatar name={name} square size={28} />
            <span className="truncate font-medium md:w-28 md:shrink-0">{name}</span>
            <span className="h-px min-w-3 flex-1 bg-line-strong" />
            <span className="grid size-8 place-items-center rounded-full bg-accent-soft text-accent-text">
              <KeyRound size={15} />
            </span>
            <span className="h-px min-w-3 flex-1 bg-line-strong" />
            <span className="inline-flex shrink-0 items-center gap-2 text-muted text-small">
              <Database size={16} />
              {t("database")}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
