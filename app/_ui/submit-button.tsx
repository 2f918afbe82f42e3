"use client";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { LoaderCircle } from "@/app/_ui/icons";
import { Button } from "./button";
import { useFormState } from "./form-state";

/** Sends the form it stands in; shows that it runs. Primary and 36 high unless said. */
export function SubmitButton({ icon, disabled, ...rest }: ComponentProps<typeof Button>) {
  const { pending } = useFormState();
  const native = useFormStatus();
  const running = pending || native.pending;
  return (
    <Button
      type="submit"
      variant="primary"
      size="lg"
      {...rest}
      disabled={disabled}
      // Not `disabled` while running: the focus would be lost, and a second send is ignored anyway.
      aria-disabled={running || undefined}
      icon={running ? <LoaderCircle size={16} aria-hidden className="animate-spin" /> : icon}
    />
  );
}
