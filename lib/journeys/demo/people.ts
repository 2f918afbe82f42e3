import { fold } from "@/lib/domain/folding";
import type { Random } from "./random";

const women = [
  "Aysel",
  "Günel",
  "Nigar",
  "Leyla",
  "Sevinc",
  "Könül",
  "Aytən",
  "Gülnar",
  "Lalə",
  "Nərgiz",
  "Fidan",
  "Səbinə",
  "Ülviyyə",
  "Şəbnəm",
  "Xədicə",
  "Zeynəb",
  "Təranə",
  "Mehriban",
  "Rəna",
  "Aynur",
  "Çinarə",
  "Jalə",
  "Pərvanə",
  "İradə",
  "Ofelya",
  "Yeganə",
  "Afaq",
  "Dilarə",
  "Esmira",
  "Həqiqət",
  "Kəmalə",
  "Vəfa",
] as const;

const men = [
  "Əli",
  "Elçin",
  "Rəşad",
  "Vüsal",
  "Orxan",
  "Tural",
  "Kamran",
  "Emin",
  "Anar",
  "Samir",
  "Fərid",
  "Ramin",
  "Elnur",
  "Müşfiq",
  "Şahin",
  "Xəyal",
  "Zaur",
  "Çingiz",
  "İlqar",
  "Ülvi",
  "Natiq",
  "Pərviz",
  "Qasım",
  "Ceyhun",
  "Həsən",
  "Tofiq",
  "Yusif",
  "Bəxtiyar",
  "Davud",
  "Araz",
  "Murad",
  "Vaqif",
] as const;

/** Surnames that take an -a when a woman bears them: Əliyev, Əliyeva. */
const gendered = [
  "Əliyev",
  "Məmmədov",
  "Hüseynov",
  "Həsənov",
  "Quliyev",
  "İsmayılov",
  "Abbasov",
  "Rzayev",
  "Vəliyev",
  "Cəfərov",
  "İbrahimov",
  "Kərimov",
  "Mustafayev",
  "Nəbiyev",
  "Orucov",
  "Paşayev",
  "Qasımov",
  "Rəhimov",
  "Səfərov",
  "Tağıyev",
  "Şükürov",
  "Ağayev",
  "Bağırov",
  "Çələbiyev",
  "Dadaşov",
  "Əsgərov",
  "Fərəcov",
  "Göyüşov",
  "Xəlilov",
  "Yusifov",
  "Zeynalov",
  "Novruzov",
] as const;

/** Surnames that everybody bears alike. */
const common = [
  "Əlizadə",
  "Məmmədli",
  "Hüseynli",
  "Qurbanlı",
  "Rüstəmli",
  "Sultanzadə",
  "Şirinli",
  "Axundzadə",
  "Bayramlı",
  "Cavadzadə",
  "Göyçaylı",
  "Kazımlı",
  "Mirzəzadə",
  "Novruzlu",
  "Tahirli",
  "Vəkilzadə",
] as const;

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: "female" | "male";
}

/** Somebody who could live in Azerbaijan. */
export function makePerson(random: Random): Person {
  const gender = random.oneIn(2) ? "female" : "male";
  const firstName = random.pick(gender === "female" ? women : men);
  if (random.oneIn(3)) return { firstName, lastName: random.pick(common), gender };
  const surname = random.pick(gendered);
  return { firstName, lastName: gender === "female" ? `${surname}a` : surname, gender };
}

/** A person's name as it stands in an address: `ayten.eliyeva`. */
export function mailName(person: Pick<Person, "firstName" | "lastName">): string {
  return [person.firstName, person.lastName].map((name) => fold(name).replaceAll(" ", "")).join(".");
}

const mobilePrefixes = ["50", "51", "55", "70", "77", "99", "10"] as const;

/** A mobile number in E.164. */
export function makePhone(random: Random): string {
  return `+994${random.pick(mobilePrefixes)}${2_000_000 + random.below(7_999_999)}`;
}
