import { Missing } from "@/app/_ui/missing";
import { saidWithoutScript } from "@/app/no-script/said";

export const generateMetadata = () => saidWithoutScript("forbidden");

export default function Forbidden() {
  return <Missing what="forbidden" />;
}
