import { useTranslations } from "next-intl";
import type { StopReason } from "@/lib/databases";

/** Why a migration ended before it was through; what a database said against it is in English. */
export function StopReasonLine({ reason }: { reason: StopReason }) {
  const t = useTranslations("fleet.run");
  const said = (): string => {
    switch (reason.code) {
      case "canary":
        return t("because.canary", { slug: reason.slug, why: reason.why });
      case "failures":
        return t("because.failures", { count: reason.count });
      case "operator":
        return t("because.operator", { who: reason.who });
      case "said":
        return reason.words;
      default:
        return t(`because.${reason.code}`);
    }
  };
  return <p className="mt-2 text-bad text-small">{t("stoppedBecause", { reason: said() })}</p>;
}
