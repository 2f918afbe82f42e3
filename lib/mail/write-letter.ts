import type { Locale } from "@/lib/i18n/config";
import type { Letter, Mail } from "./mail";

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => marks[sign] ?? sign);

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";
const paragraph = (text: string, style = "") => `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`;

/** Puts a letter into both forms. The address of the button stands in the text too: some programs show no buttons. */
export function writeLetter(letter: Letter, to: Mail["to"], locale: Locale): Mail {
  const { subject, greeting, paragraphs, button, notes, signature } = letter;
  const text = [greeting, ...paragraphs, `${button.label}:\n${button.url}`, ...notes, signature].join("\n\n");
  const html = `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;${font};font-size:15px;line-height:1.5">
<div style="max-width:520px;margin:0 auto">
${[greeting, ...paragraphs].map((line) => paragraph(line)).join("\n")}
<p style="margin:0 0 16px"><a href="${escaped(button.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#0f766e;color:#ffffff;text-decoration:none;font-weight:600">${escaped(button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;word-break:break-all"><a href="${escaped(button.url)}">${escaped(button.url)}</a></p>
${notes.map((line) => paragraph(line, "font-size:13px")).join("\n")}
${paragraph(signature)}
</div>
</body>
</html>
`;
  return { to, subject, text: `${text}\n`, html };
}
