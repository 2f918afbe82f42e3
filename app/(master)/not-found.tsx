import { Missing } from "@/app/_ui/missing";

/** For a platform admin only: anybody else does not get as far as the shell. */
export default function MasterNotFound() {
  return <Missing what="notFound" shell="master" />;
}
