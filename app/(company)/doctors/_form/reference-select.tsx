"use client";
import { useTranslations } from "next-intl";
import { Select } from "@/app/_ui/select";
import type { ReferenceOption } from "@/lib/company/reference/options";

type ReferenceSelectProps = {
  options: readonly ReferenceOption[];
  /** Shows the options in groups, one for each of these. */
  groups?: readonly ReferenceOption[] | undefined;
  placeholder: string;
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChoose?: (id: string) => void;
};

/** A select over reference rows; what is archived is only there for a doctor who already has it, and says so. */
export function ReferenceSelect({ options, groups, onChoose, ...rest }: ReferenceSelectProps) {
  const t = useTranslations("doctors.form");
  const items = (of: readonly ReferenceOption[]) =>
    of.map(({ id, label, archived }) => (
      <option key={id} value={id}>
        {archived ? t("archivedOption", { name: label }) : label}
      </option>
    ));
  return (
    <Select {...rest} {...(onChoose && { onChange: (event) => onChoose(event.target.value) })}>
      {groups
        ? groups.map((group) => {
            const members = options.filter(({ parentId }) => parentId === group.id);
            return members.length === 0 ? null : (
              <optgroup key={group.id} label={group.label}>
                {items(members)}
              </optgroup>
            );
          })
        : items(options)}
    </Select>
  );
}
