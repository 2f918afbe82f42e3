import { useTranslations } from "next-intl";
import { Search } from "@/app/_ui/icons";
import { KeyHint } from "./key-hint";
import { type Query, values } from "./list-url";
import { searchClass } from "./text-input-class";

type SearchBoxProps = {
  path: string;
  query: Query;
  /** The parameter; `q` by default. */
  name?: string | undefined;
  /** Also the placeholder: "Name, code or phone". */
  label: string;
  className?: string | undefined;
};

/** Search over a list: a GET form that keeps the filters and goes back to the first page. `/` focuses it. */
export function SearchBox({ path, query, name = "q", label, className }: SearchBoxProps) {
  const t = useTranslations("ui");
  return (
    <search className={className}>
      <form action={path} method="get" className="relative">
        <HiddenQuery query={query} except={[name]} />
        <Search
          size={15}
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-muted"
        />
        <input
          type="search"
          name={name}
          defaultValue={values(query[name])[0]}
          placeholder={label}
          aria-label={label}
          aria-keyshortcuts="/"
          data-shortcut="search"
          autoComplete="off"
          maxLength={200}
          className={searchClass}
        />
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-muted">
          <KeyHint keys="/" />
        </span>
        <button type="submit" className="sr-only">
          {t("search")}
        </button>
      </form>
    </search>
  );
}

/** The rest of a list's state, carried along by a GET form; a new search starts on the first page. */
export function HiddenQuery({ query, except }: { query: Query; except: readonly string[] }) {
  const left = Object.entries(query).filter(([name]) => !["page", "done", ...except].includes(name));
  return left.flatMap(([name, value]) =>
    values(value).map((one) => <input key={`${name}=${one}`} type="hidden" name={name} value={one} />),
  );
}
