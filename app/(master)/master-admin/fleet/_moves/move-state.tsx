import { useTranslations } from "next-intl";
import { Status, type Tone } from "@/app/_ui/status";
import type { ListedMove } from "@/lib/master/fleet/moves/list-moves";

type Props = { move: Pick<ListedMove, "step" | "isOpen" | "isAlive"> };

/** The last step that is done; a move that nobody is at is told apart. */
export function MoveState({ move: { step, isOpen, isAlive } }: Props) {
  const t = useTranslations("fleetServers");
  const tone: Tone = isOpen ? (isAlive ? "info" : "warn") : step === "rolled-back" ? "neutral" : "good";
  return <Status tone={tone}>{isOpen && !isAlive ? t("stopped") : t(`step.${step}`)}</Status>;
}
