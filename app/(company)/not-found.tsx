import { Missing } from "@/app/_ui/missing";

export default function CompanyNotFound() {
  return <Missing what="notFound" shell="company" />;
}
