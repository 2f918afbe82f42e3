import { getTranslations } from "next-intl/server";
import { Download, Globe, History, Keyboard, MapPin, Search, ShieldCheck, Users } from "@/app/_ui/icons";

const features = [
  ["key", ShieldCheck],
  ["search", Search],
  ["reference", MapPin],
  ["roles", Users],
  ["history", History],
  ["export", Download],
  ["languages", Globe],
  ["keyboard", Keyboard],
] as const;

/** What is there today; nothing that is only planned. */
export async function Features() {
  const t = await getTranslations("public.features");
  return (
    <section id="features" className="mx-auto max-w-6xl px-4 pt-24 md:px-6">
      <h2 className="text-balance font-semibold text-figure tracking-[-0.015em]">{t("title")}</h2>
      <ul className="mt-8 grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {features.map(([name, Icon]) => (
          <li key={name} className="border-line border-t pt-4">
            <Icon size={18} aria-hidden className="text-accent-text" />
            <h3 className="mt-3 font-semibold">{t(`${name}.title`)}</h3>
            <p className="mt-1 text-pretty text-muted">{t(`${name}.text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
