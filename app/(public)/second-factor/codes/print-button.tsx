"use client";
import { Button } from "@/app/_ui/button";
import { Printer } from "@/app/_ui/icons";
import { useScripted } from "@/app/_ui/use-scripted";

/** Only where it can do something: browsers print without it as well. */
export function PrintButton({ label }: { label: string }) {
  if (!useScripted()) return null;
  return (
    <Button size="sm" variant="quiet" icon={<Printer size={14} aria-hidden />} onClick={() => window.print()}>
      {label}
    </Button>
  );
}
