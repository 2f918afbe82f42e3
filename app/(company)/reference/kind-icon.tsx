import { Building2, Hospital, MapIcon, Stethoscope } from "@/app/_ui/icons";
import type { ReferenceKind } from "@/lib/company/reference/kinds";

const icons = { region: MapIcon, city: Building2, clinic: Hospital, specialization: Stethoscope };

export function KindIcon({ kind, size = 18 }: { kind: ReferenceKind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} aria-hidden />;
}
