import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Monitor, Moon, Sun } from "@/app/_ui/icons";
import { defaultTheme, isTheme, themeCookie, themes } from "@/lib/i18n/theme";
import { chooseTheme } from "./preference-actions";

const icons = { light: Sun, dark: Moon, system: Monitor };

/** Light, dark, or as the system says; a form, so it works with JavaScript off. */
export async function ThemeSwitch() {
  const t = await getTranslations("common.theme");
  const chosen = (await cookies()).get(themeCookie)?.value;
  const current = isTheme(chosen) ? chosen : defaultTheme;
  return (
    <form action={chooseTheme}>
      <fieldset className="inline-flex rounded-md border border-line-strong bg-panel p-0.5">
        <legend className="sr-only">{t("label")}</legend>
        {themes.map((theme) => {
          const Icon = icons[theme];
          return (
            <button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              title={t(theme)}
              aria-label={t(theme)}
              aria-pressed={theme === current}
              className="grid size-7 touch:size-10 place-items-center rounded-sm text-muted hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            >
              <Icon size={15} aria-hidden />
            </button>
          );
        })}
      </fieldset>
    </form>
  );
}
