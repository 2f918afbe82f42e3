import { type CsvDelimiter, csvPieces } from "@/lib/domain/csv";
import { formatPhone } from "@/lib/domain/phone";
import { formatDate } from "@/lib/i18n/format";
import type { DoctorExport, ExportedDoctor } from "./export-doctors";

/** The words of the file, in the reader's language. */
export type CsvWords = {
  headers: readonly string[];
  gender: (gender: NonNullable<ExportedDoctor["gender"]>) => string;
  status: (status: "active" | "inactive" | "archived") => string;
};

export type CsvForm = {
  words: CsvWords;
  delimiter: CsvDelimiter;
  timeZone: string;
};

/** The file piece by piece. */
export function doctorsCsv({ batches }: DoctorExport, form: CsvForm): AsyncGenerator<string> {
  return csvPieces(form.words.headers, batches, (doctor) => cells(doctor, form), form.delimiter);
}

/** The columns, in the order of `cells`. */
export const csvColumns = [
  "code",
  "firstName",
  "lastName",
  "phone",
  "email",
  "gender",
  "category",
  "specialization",
  "region",
  "city",
  "clinic",
  "isActive",
  "created",
  "notes",
] as const;

function cells(doctor: ExportedDoctor, { words, timeZone }: CsvForm): (string | null)[] {
  const status = doctor.archivedAt !== null ? "archived" : doctor.isActive ? "active" : "inactive";
  return [
    doctor.code,
    doctor.firstName,
    doctor.lastName,
    doctor.phone && formatPhone(doctor.phone),
    doctor.email,
    doctor.gender && words.gender(doctor.gender),
    doctor.category,
    doctor.specialization,
    doctor.region,
    doctor.city,
    doctor.clinic,
    words.status(status),
    formatDate(doctor.createdAt, timeZone),
    doctor.notes,
  ];
}
