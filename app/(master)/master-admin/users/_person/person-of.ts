import { notFound } from "next/navigation";
import { cache } from "react";
import type { MasterDb } from "@/lib/databases";
import { isId } from "@/lib/domain/id";
import { type Person, readPerson } from "@/lib/master/users/read-person";

/** Whom an address names. Asked by the page and by its title: read once. */
export const personOf = cache(async (master: MasterDb, id: string): Promise<Person> => {
  return (isId(id) ? await readPerson(master, id) : null) ?? notFound();
});
