import { getTranslations } from "next-intl/server";

/** The first stop of the Tab key: past the menu, to `<main id="content">`. */
export async function SkipLink() {
  const t = await getTranslations("common");
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 font-medium text-accent-ink focus:translate-y-0"
    >
      {t("skipToContent")}
    </a>
  );
}
