"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Form } from "./form";
import { SubmitButton } from "./submit-button";

type ConfirmedFormProps = {
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  button: string;
  variant?: "primary" | "secondary" | "danger" | undefined;
  /** Names the thing; asked before the form is sent. With JavaScript off the button sends it at once. */
  confirm: { title: string; text?: ReactNode };
  okMessage?: string | undefined;
  remedies?: Record<string, ReactNode> | undefined;
  /** Beside the button: the way back. */
  aside?: ReactNode;
  className?: string | undefined;
  /** The fields. */
  children: ReactNode;
};

/** A form with fields whose consequences are asked about once more; what is refused shows beside the fields. */
export function ConfirmedForm(props: ConfirmedFormProps) {
  const {
    action,
    button,
    variant = "primary",
    confirm,
    okMessage,
    remedies,
    aside,
    className,
    children,
  } = props;
  const t = useTranslations("ui");
  const [asking, setAsking] = useState(false);
  return (
    <Form action={action} okMessage={okMessage} remedies={remedies} className={className}>
      {children}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        {aside}
        <SubmitButton
          variant={variant}
          onClick={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          {button}
        </SubmitButton>
      </div>
      <Dialog open={asking} onOpenChange={setAsking} title={confirm.title} description={confirm.text}>
        <DialogActions>
          <Button size="lg" onClick={() => setAsking(false)}>
            {t("cancel")}
          </Button>
          <ConfirmButton variant={variant === "danger" ? "danger" : "primary"} close={() => setAsking(false)}>
            {button}
          </ConfirmButton>
        </DialogActions>
      </Dialog>
    </Form>
  );
}

/** Sends the form, then closes the dialog: the answer, whatever it is, belongs beside the fields. */
function ConfirmButton({
  variant,
  close,
  children,
}: {
  variant: "primary" | "danger";
  close: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="lg"
      variant={variant}
      onClick={(event) => {
        event.currentTarget.form?.requestSubmit();
        close();
      }}
    >
      {children}
    </Button>
  );
}
