import { isLocale } from "@/lib/i18n/config";
import { translator } from "@/lib/i18n/translator";
import { type Saying, sayings } from "../../said";

type Props = RouteContext<"/no-script/[locale]/[said]">;

const isSaying = (said: string): said is Saying => Object.hasOwn(sayings, said);

/** Words of a page whose body is empty without JavaScript; see `saidWithoutScript`. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  const { locale, said } = await params;
  if (!isLocale(locale) || !isSaying(said)) return new Response(null, { status: 404 });
  const say = await translator(locale);
  const { title, text } = sayings[said];
  const command = "npm run -s medadmin -- setup";
  return new Response(sheet(say(title), say(text, { command })), {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}

const quoted = (words: string) => `"${words.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\a ")}"`;

/** Only for the empty body: the same pages are whole where they are asked for by their own address. */
function sheet(title: string, text: string): string {
  const body = "html#__next_error__ body";
  return `html#__next_error__ { color-scheme: light dark; }
${body} { max-width: 36rem; margin: 20vh auto; padding: 0 1.5rem; font: 0.9375rem/1.5 system-ui, sans-serif; }
${body}::before { content: ${quoted(title)}; display: block; margin-bottom: 0.5rem; font-size: 1.25rem; font-weight: 600; }
${body}::after { content: ${quoted(text)}; display: block; }
`;
}
