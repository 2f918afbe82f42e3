import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";

/** A code of one's own second factor, taken for this one time: of the app, or a recovery code. */
export function CodeField({
  label,
  hint,
  className,
}: {
  label: string;
  hint: string;
  className?: string | undefined;
}) {
  return (
    <Field name="code" label={label} hint={hint} className={className}>
      <TextInput
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        className="max-w-48 font-mono tracking-wider"
      />
    </Field>
  );
}
