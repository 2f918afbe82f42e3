import { useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";

type Props = { server: { acceptsNew: boolean; drainingAt: number | null } };

/** Whether it takes databases, or gives all of them away. */
export function ServerState({ server: { acceptsNew, drainingAt } }: Props) {
  const t = useTranslations("fleet.servers");
  if (drainingAt !== null) return <Status tone="warn">{t("draining")}</Status>;
  return acceptsNew ? <Status tone="good">{t("accepting")}</Status> : <Status>{t("closed")}</Status>;
}
