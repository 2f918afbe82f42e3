import { Missing } from "@/app/_ui/missing";

export default function Forbidden() {
  return <Missing what="forbidden" />;
}
