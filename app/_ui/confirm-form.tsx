"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Form } from "./form";
import { SubmitButton } from "./submit-button";

type ConfirmFormProps = {
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  /** The button that opens the dialog; with JavaScript off it sends the form itself. */
  label: ReactNode;
  icon?: ReactNode;
  variant?: "secondary" | "quiet" | "danger" | undefined;
  size?: "sm" | "md" | "lg" | undefined;
  /** Names the thing and the count. Without it the button acts at once: for what can be undone. */
  confirm?: { title: string; text?: ReactNode; button: string } | undefined;
  okMessage?: string | undefined;
  remedies?: Record<string, ReactNode> | undefined;
  /** Hidden values: `<FormContext/>`, `<input type="hidden" …>`. */
  children?: ReactNode;
};

/** A button that does one thing on the server: archive, restore, delete. */
export function ConfirmForm({
  action,
  label,
  icon,
  variant = "secondary",
  size,
  confirm,
  okMessage,
  remedies,
  children,
}: ConfirmFormProps) {
  const t = useTranslations("ui");
  const [asking, setAsking] = useState(false);
  const sure = useRef<HTMLDivElement>(null);
  function ask(event: { preventDefault(): void }) {
    if (!confirm) return;
    event.preventDefault();
    setAsking(true);
  }
  return (
    <Form
      action={action}
      okMessage={okMessage}
      remedies={remedies}
      guard={false}
      onOk={() => setAsking(false)}
    >
      {children}
      <SubmitButton variant={variant} size={size ?? "md"} icon={icon} onClick={ask}>
        {label}
      </SubmitButton>
      {confirm && (
        <Dialog open={asking} onOpenChange={setAsking} title={confirm.title} description={confirm.text}>
          <DialogActions>
            <Button size="lg" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
            <div ref={sure}>
              <SubmitButton
                variant={variant === "danger" ? "danger" : "primary"}
                onClick={() => setAsking(false)}
              >
                {confirm.button}
              </SubmitButton>
            </div>
          </DialogActions>
        </Dialog>
      )}
    </Form>
  );
}
