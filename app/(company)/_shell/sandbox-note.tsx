import { getTranslations } from "next-intl/server";

/** On a phone the menu lies over the banner; this says the same at its top. */
export async function SandboxNote() {
  const t = await getTranslations("sandbox.banner");
  return (
    <p className="ui-sandbox-bar -mx-2.5 -mt-2.5 py-4 pr-14 pl-4 font-semibold text-small md:hidden">
      {t("label")} · {t("short")}
    </p>
  );
}
