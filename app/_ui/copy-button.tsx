"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Check, Copy } from "@/app/_ui/icons";
import { Button } from "./button";

/** Copies `text`; `label` is what is copied, for those who cannot see it stand beside it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <Button
      size="sm"
      variant="quiet"
      onClick={copy}
      aria-label={`${t("copy")}: ${label}`}
      icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    >
      <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
    </Button>
  );
}
