import { Building2, Hospital, Map as MapIcon, Stethoscope } from "lucide-react";
import type { ReferenceKind } from "@/lib/company/reference/kinds";

const icons = { region: MapIcon, city: Building2, clinic: Hospital, specialization: Stethoscope };

export function KindIcon({ kind, size = 18 }: { kind: ReferenceKind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} aria-hidden />;
}
