"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Form } from "./form";
import { FormErrors } from "./form-errors";
import { SubmitButton } from "./submit-button";

type ConfirmFormProps = {
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  /** The button that opens the dialog; with JavaScript off it sends the form itself. */
  label: ReactNode;
  icon?: ReactNode;
  variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  size?: "sm" | "md" | "lg" | undefined;
  /** Of the button that opens the dialog. */
  className?: string | undefined;
  /** Names the thing and the count; `fields` are asked for with it. Without it the button acts at once: for what can be undone. */
  confirm?: { title: string; text?: ReactNode; fields?: ReactNode; button: string } | undefined;
  okMessage?: string | undefined;
  /** What can be done about a refusal, by its code. */
  remedies?: Record<string, ReactNode> | undefined;
  /** Hidden values: `<FormContext … />`, `<input type="hidden" … />`. */
  children?: ReactNode;
};

/** A button that does one thing on the server: archive, restore, delete. A refusal shows in the dialog. */
export function ConfirmForm(props: ConfirmFormProps) {
  const {
    action,
    label,
    icon,
    variant = "secondary",
    size = "md",
    className,
    confirm,
    okMessage,
    remedies,
    children,
  } = props;
  const t = useTranslations("ui");
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);

  function ask(event: { preventDefault(): void }) {
    if (!confirm) return;
    event.preventDefault();
    setAsked(true);
    setAsking(true);
  }

  return (
    <Form action={action} okMessage={okMessage} guard={false} summary={false} onOk={() => setAsking(false)}>
      {children}
      {!asked && <FormErrors remedies={remedies} />}
      <SubmitButton variant={variant} size={size} icon={icon} className={className} onClick={ask}>
        {label}
      </SubmitButton>
      {confirm && (
        <Dialog open={asking} onOpenChange={setAsking} title={confirm.title} description={confirm.text}>
          {confirm.fields && <div className="mt-4">{confirm.fields}</div>}
          <div className="mt-4 empty:hidden">
            <FormErrors remedies={remedies} />
          </div>
          <DialogActions>
            <Button size="lg" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
            <SubmitButton variant={variant === "danger" ? "danger" : "primary"}>
              {confirm.button}
            </SubmitButton>
          </DialogActions>
        </Dialog>
      )}
    </Form>
  );
}
