"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { X } from "@/app/_ui/icons";
import { cx } from "./class-names";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** `drawer` slides in from the left and is as high as the page. */
  side?: "center" | "drawer" | undefined;
  /** Only a name for screen readers and no inner space: the content brings its own. */
  bare?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode;
};

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape, and gives the focus back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  side = "center",
  bare = false,
  className,
  children,
}: DialogProps) {
  const t = useTranslations("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={() => onOpenChange(false)}
      onClick={(event) => event.target === event.currentTarget && onOpenChange(false)}
      className={cx("text-ink backdrop:bg-veil", side === "drawer" ? "ui-drawer" : "ui-modal", className)}
    >
      {open && bare && (
        <>
          <h2 id={`${id}-title`} className="sr-only">
            {title}
          </h2>
          {children}
        </>
      )}
      {open && !bare && (
        <div className="flex min-h-full flex-col p-5">
          <div className="flex items-start gap-3">
            <h2 id={`${id}-title`} className="min-w-0 flex-1 font-semibold text-base">
              {title}
            </h2>
            <button
              type="button"
              onClick={() => onOpenChange(false)}
              aria-label={t("close")}
              className="-m-1.5 grid size-8 touch:size-11 place-items-center rounded-md text-muted hover:bg-sunk hover:text-ink"
            >
              <X size={16} aria-hidden />
            </button>
          </div>
          {description && (
            <p id={`${id}-description`} className="mt-1.5 text-muted">
              {description}
            </p>
          )}
          {children}
        </div>
      )}
    </dialog>
  );
}

/** The buttons of a dialog, the one to be pressed last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
