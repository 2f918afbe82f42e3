"use client";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog } from "./dialog";
import { Menu as MenuIcon, X } from "./icons";

/** The sidebar on a phone. The button sits in the page header's bar; without JavaScript the sidebar stands above the page. */
export function Drawer({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const t = useTranslations("ui");
  const path = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it
  useEffect(() => setOpen(false), [path]);
  return (
    // No box of its own: the button sticks for as long as the page around it is long.
    <div className="contents md:hidden print:hidden [@media(scripting:none)]:hidden">
      <div className="sticky top-bar z-30 h-0">
        <button
          type="button"
          onClick={() => setOpen(true)}
          aria-expanded={open}
          aria-label={t("openMenu")}
          className="absolute top-1.5 left-2 grid size-11 place-items-center rounded-md text-ink hover:bg-sunk"
        >
          <MenuIcon size={20} aria-hidden />
        </button>
      </div>
      <Dialog open={open} onOpenChange={setOpen} title={t("menu")} side="drawer" bare className={className}>
        <button
          type="button"
          onClick={() => setOpen(false)}
          aria-label={t("close")}
          className="absolute top-1.5 right-1 grid size-11 place-items-center rounded-md text-muted hover:text-ink"
        >
          <X size={18} aria-hidden />
        </button>
        {children}
      </Dialog>
    </div>
  );
}
