import { fold } from "@/lib/domain/folding";
import { sortKey } from "@/lib/domain/sorting";

type Names = { name: string; nameEn: string | null; nameRu: string | null; code?: string | null };

/** The columns by which a row is found, told apart and sorted; derived from its names whenever those change. */
export function searchColumns({ name, nameEn, nameRu, code }: Names) {
  const words = [name, nameEn, nameRu, code].flatMap((text) => fold(text ?? "").split(" "));
  return {
    nameFolded: fold(name),
    searchFolded: [...new Set(words)].filter((word) => word !== "").join(" "),
    nameSort: sortKey(name),
  };
}
