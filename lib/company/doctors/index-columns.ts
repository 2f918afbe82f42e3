import { sortKey } from "@/lib/domain/sorting";
import { doctorWords } from "./search-words";

/** The columns that are worked out of others; whoever writes a doctor writes these with it. */
export function indexColumns(doctor: Parameters<typeof doctorWords>[0]) {
  return {
    /** In the order in which the name is read; the code makes it unique. */
    nameSort: `${sortKey(doctor.firstName)} ${sortKey(doctor.lastName)} ${doctor.code}`,
    searchFolded: doctorWords(doctor).join(" "),
  };
}
