"use client";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cx } from "./class-names";

type MenuProps = {
  /** What stands on the button. */
  label: ReactNode;
  /** Names the button when `label` is only a picture. */
  ariaLabel?: string | undefined;
  /** Use `buttonClass(…)`. */
  className?: string | undefined;
  align?: "start" | "end" | undefined;
  /** Opens upwards: for a button at the foot of the page. */
  up?: boolean | undefined;
  panelClassName?: string | undefined;
  children: ReactNode;
};

/**
 * A button with a panel of links, buttons or a small form under it. A `<details>`, so it opens with JavaScript
 * off; with it, Escape and a click elsewhere close it and the arrow keys walk through it.
 */
export function Menu({
  label,
  ariaLabel,
  className,
  align = "start",
  up = false,
  panelClassName,
  children,
}: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    function closeOutside(event: Event) {
      const element = details.current;
      if (element?.open && event.target instanceof Node && !element.contains(event.target))
        element.open = false;
    }
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const element = details.current;
    if (!element?.open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      element.open = false;
      element.querySelector("summary")?.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(element, event.key === "ArrowDown" ? 1 : -1);
    }
  }

  return (
    <details
      ref={details}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const item = event.target instanceof Element ? event.target.closest("a, button") : null;
        if (item && !item.closest("[data-keep-open]") && details.current) details.current.open = false;
      }}
      className="group/menu relative"
    >
      <summary aria-label={ariaLabel} className={className}>
        {label}
      </summary>
      <div
        className={cx(
          "absolute z-40 min-w-48 rounded-lg font-normal text-body text-ink border border-line-strong bg-panel p-1.5 shadow-float",
          up ? "bottom-full mb-1.5" : "top-full mt-1.5",
          align === "end" ? "right-0" : "left-0",
          panelClassName,
        )}
      >
        {children}
      </div>
    </details>
  );
}

function walk(element: HTMLElement, step: number) {
  const items = [
    ...element.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input:not([type=hidden])"),
  ];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
