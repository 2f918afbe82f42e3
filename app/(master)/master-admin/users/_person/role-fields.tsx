"use client";
import { type ReactNode, useState } from "react";
import { type Option, Select } from "@/app/_ui/select";
import { useScripted } from "@/app/_ui/use-scripted";

type RoleFieldsProps = {
  options: readonly Option[];
  current: string;
  label: string;
  /** Asked for when somebody becomes an owner; without JavaScript it is always there. */
  code: ReactNode;
  save: ReactNode;
};

/** What somebody is in a company, to be changed. */
export function RoleFields({ options, current, label, code, save }: RoleFieldsProps) {
  const scripted = useScripted();
  const [role, setRole] = useState(current);
  const asksForCode = current !== "owner" && (!scripted || role === "owner");
  return (
    <>
      <div className="flex items-center gap-2">
        <Select
          name="role"
          aria-label={label}
          options={options}
          defaultValue={current}
          onChange={(event) => setRole(event.currentTarget.value)}
        />
        {save}
      </div>
      {asksForCode && <div className="mt-3 max-w-64">{code}</div>}
    </>
  );
}
