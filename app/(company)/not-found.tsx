import { Missing } from "@/app/_ui/missing";
import { saidWithoutScript } from "@/app/no-script/said";

export const generateMetadata = () => saidWithoutScript("not-found");

export default function CompanyNotFound() {
  return <Missing what="notFound" shell="company" />;
}
