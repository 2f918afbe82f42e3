import { Missing } from "@/app/_ui/missing";

export default function NotFound() {
  return <Missing what="notFound" />;
}
