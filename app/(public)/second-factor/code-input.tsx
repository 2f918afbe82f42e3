import { TextInput } from "@/app/_ui/text-input";

/** Six digits; phones and password managers fill them in by themselves. */
export function CodeInput() {
  return (
    <TextInput
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={8}
      className="font-mono tabular-nums tracking-[0.3em]"
    />
  );
}
