"use client";
import { useEffect, useState } from "react";
import { useFormState } from "./form-state";

/** The same until the action says "ok": what is sent after that is a new submission. */
export function SubmissionKey({ first }: { first: string }) {
  const { state } = useFormState();
  const [key, setKey] = useState(first);
  useEffect(() => {
    if (state.status === "ok") setKey(crypto.randomUUID());
  }, [state]);
  return <input type="hidden" name="submissionKey" value={key} readOnly />;
}
