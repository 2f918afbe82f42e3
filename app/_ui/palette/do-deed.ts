import type { PaletteDeed } from "@/lib/domain/palette";

/** Server actions of the area. */
export interface DeedActions {
  chooseLocale: (data: FormData) => Promise<void>;
  chooseTheme: (data: FormData) => Promise<void>;
  /** Only where somebody may work in several companies. */
  switchCompany?: ((data: FormData) => Promise<void>) | undefined;
}

/** Does what a line says, except going somewhere. */
export async function doDeed(
  deed: Exclude<PaletteDeed, { kind: "go" }>,
  actions: DeedActions,
): Promise<void> {
  if (deed.kind === "post") return post(deed.path);
  const data = new FormData();
  data.set(deed.kind, deed.value);
  if (deed.kind === "locale") await actions.chooseLocale(data);
  else if (deed.kind === "theme") await actions.chooseTheme(data);
  else await actions.switchCompany?.(data);
}

/** As the form of the account menu does it: the answer is another page. */
function post(path: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  document.body.append(form);
  form.submit();
}
