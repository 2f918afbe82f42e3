import { Check } from "lucide-react";
import { useLocale } from "next-intl";
import { localeNames, locales } from "@/lib/i18n/config";
import { cx } from "./class-names";
import { menuItemClass } from "./menu-parts";
import { chooseLocale } from "./preference-actions";

/** The languages, each by its own name; a form, so it works with JavaScript off. `inline` stands in a row. */
export function LanguageSwitch({ inline = false }: { inline?: boolean }) {
  const current = useLocale();
  return (
    <form action={chooseLocale} className={cx(inline && "flex flex-wrap gap-1")}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          className={cx(menuItemClass, inline && "w-auto")}
        >
          <span className={cx(!inline && "flex-1")}>{localeNames[locale]}</span>
          {locale === current && <Check size={14} aria-hidden className="text-accent-text" />}
        </button>
      ))}
    </form>
  );
}
