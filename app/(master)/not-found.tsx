import { Missing } from "@/app/_ui/missing";
import { saidWithoutScript } from "@/app/no-script/said";

export const generateMetadata = () => saidWithoutScript("not-found");

/** For a platform admin only: anybody else does not get as far as the shell. */
export default function MasterNotFound() {
  return <Missing what="notFound" shell="master" />;
}
