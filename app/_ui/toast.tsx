"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Check, Info, TriangleAlert, X } from "@/app/_ui/icons";
import { Button } from "./button";

type Tone = "good" | "info" | "bad";
type Toast = {
  text: string;
  tone?: Tone | undefined;
  action?: { label: string; run: () => void } | undefined;
};

const Push = createContext<(toast: Toast) => void>(() => {});

/** `const toast = useToast(); toast({ text: t("archived"), action: { label: t("undo"), run } })` */
export function useToast() {
  return useContext(Push);
}

const icons = { good: Check, info: Info, bad: TriangleAlert };
const tones = { good: "text-good", info: "text-info", bad: "text-bad" };
const shownFor = 8_000;

/** Put once around an area of the app (the shells do). What is said here is also read out. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const push = useCallback((toast: Toast) => {
    setToasts((shown) => [...shown.slice(-2), { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const drop = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <Push value={push}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 print:hidden"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => drop(toast.id)} />
        ))}
      </div>
    </Push>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const t = useTranslations("ui");
  const [held, setHeld] = useState(false);
  const { tone = "good", action } = toast;
  const Icon = icons[tone];
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onClose, shownFor);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only holds it, there is nothing to press
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="ui-rise pointer-events-auto flex max-w-full items-center gap-3 rounded-lg border border-line-strong bg-panel py-2 pr-2 pl-3.5 shadow-float"
    >
      <Icon size={16} aria-hidden className={tones[tone]} />
      <span className="min-w-0">{toast.text}</span>
      {action && (
        <Button
          size="sm"
          onClick={() => {
            action.run();
            onClose();
          }}
        >
          {action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label={t("close")}
        onClick={onClose}
        className="grid size-7 touch:size-11 place-items-center rounded-md text-muted hover:bg-sunk hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
