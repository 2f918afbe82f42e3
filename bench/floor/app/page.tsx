import { headers } from "next/headers";

/** The least a dynamic page can do: read one header, render one line. */
export default async function FloorPage() {
  return <p>{(await headers()).get("host")}</p>;
}
