import { useLocale } from "next-intl";
import { Check } from "@/app/_ui/icons";
import { localeNames, locales } from "@/lib/i18n/config";
import { cx } from "./class-names";
import { menuItemClass } from "./menu-parts";
import { chooseLocale } from "./preference-actions";

const inlineClass =
  "min-h-6 touch:min-h-11 rounded-sm px-1 hover:text-ink aria-pressed:font-semibold aria-pressed:text-ink";

type LanguageSwitchProps = {
  inline?: boolean;
  /** Instead of only setting the cookie: where more has to remember it. */
  action?: (data: FormData) => Promise<void>;
};

/** The languages, each by its own name; a form, so it works with JavaScript off. `inline` stands in a row. */
export function LanguageSwitch({ inline = false, action = chooseLocale }: LanguageSwitchProps) {
  const current = useLocale();
  return (
    <form action={action} className={cx(inline && "-mx-1 flex flex-wrap gap-2")}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === current}
          className={inline ? inlineClass : menuItemClass}
        >
          <span className="flex-1">{localeNames[locale]}</span>
          {locale === current && !inline && <Check size={14} aria-hidden className="text-accent-text" />}
        </button>
      ))}
    </form>
  );
}
