import { useTranslations } from "next-intl";
import { buttonClass } from "@/app/_ui/button";
import { ChevronDown } from "@/app/_ui/icons";
import { Menu } from "@/app/_ui/menu";
import { HiddenQuery } from "@/app/_ui/search-box";
import { type DoctorFilter, doctorColumns, doctorQuery } from "@/lib/company/doctors/filter";

/** Which columns stand beside the name. A phone shows its own two lines. */
export function ColumnMenu({ filter }: { filter: DoctorFilter }) {
  const t = useTranslations("doctors");
  return (
    <div className="ml-auto flex h-8 items-center max-md:hidden">
      <Menu
        align="end"
        className={buttonClass({ variant: "quiet", size: "sm" })}
        label={
          <>
            {t("chooseColumns")}
            <ChevronDown size={14} aria-hidden />
          </>
        }
      >
        <form action="/doctors" method="get">
          <HiddenQuery query={doctorQuery(filter)} except={["column"]} />
          <fieldset>
            <legend className="sr-only">{t("chooseColumns")}</legend>
            {doctorColumns.map((column) => (
              <label
                key={column}
                className="flex min-h-8 items-center gap-2.5 rounded-md px-2.5 hover:bg-sunk"
              >
                <input
                  type="checkbox"
                  name="column"
                  value={column}
                  defaultChecked={filter.columns.includes(column)}
                  className="ui-check"
                />
                {t(`columns.${column}`)}
              </label>
            ))}
          </fieldset>
          <div className="mt-1.5 border-line border-t pt-1.5">
            <button type="submit" className={buttonClass({ variant: "primary" }, "w-full")}>
              {t("showColumns")}
            </button>
          </div>
        </form>
      </Menu>
    </div>
  );
}
