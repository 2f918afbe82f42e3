import { useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";

export function UserStatus({ state }: { state: "active" | "locked" }) {
  const t = useTranslations("people.state");
  return <Status tone={state === "active" ? "good" : "bad"}>{t(state)}</Status>;
}
