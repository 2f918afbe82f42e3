import { stringify } from "csv-stringify/sync";
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
  /** Excel takes a file apart at the list separator of the computer's country: a semicolon where commas are decimal. */
  delimiter: "," | ";";
  timeZone: string;
};

/** Tells Excel that the bytes are UTF-8. */
const byteOrderMark = "\ufeff";

/**
 * The file piece by piece. Cells that a spreadsheet would take for a formula begin with an apostrophe, phone numbers
 * among them; see also `disarmed`.
 */
export async function* doctorsCsv({ batches }: DoctorExport, form: CsvForm): AsyncGenerator<string> {
  yield byteOrderMark + lines([form.words.headers], form);
  for await (const batch of batches)
    yield lines(
      batch.map((doctor) => cells(doctor, form)),
      form,
    );
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

/**
 * A program that takes the file apart at another separator than ours begins cells in the middle of ours, and heeds no
 * quotation mark there: what would be a formula then also gets an apostrophe.
 */
const disarmed = (cell: string | null) => cell?.replace(/[;,\t\r\n][\s"]*(?=[=+@-])/g, "$&'") ?? null;

const lines = (rows: readonly (readonly (string | null)[])[], { delimiter }: CsvForm) =>
  stringify(
    rows.map((row) => row.map(disarmed)),
    // A lone line feed too, which the library would leave bare beside Windows' line ends.
    { delimiter, record_delimiter: "windows", escape_formulas: true, quoted_match: /[;,\t\r\n]/ },
  );
