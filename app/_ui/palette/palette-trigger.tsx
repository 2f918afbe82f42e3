import { getTranslations } from "next-intl/server";
import { Search } from "@/app/_ui/icons";
import { KeyHint } from "@/app/_ui/key-hint";

/** Opens the palette; it does nothing without JavaScript, so it is not there then. */
export async function PaletteTrigger() {
  const t = await getTranslations("palette");
  return (
    <button
      type="button"
      data-shortcut="palette"
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      className="flex min-h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-panel px-2 text-left text-muted transition-colors touch:min-h-11 hover:text-ink [@media(scripting:none)]:hidden"
    >
      <Search size={15} aria-hidden />
      <span className="min-w-0 flex-1 truncate">{t("trigger")}</span>
      <KeyHint keys="⌘K" />
    </button>
  );
}
