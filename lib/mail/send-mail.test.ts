import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "@/lib/env";
import type { Letter } from "./mail";
import { sendMail } from "./send-mail";
import { writeLetter } from "./write-letter";

const now = new Date("2026-11-21T09:00:00Z");
const letter: Letter = {
  subject: "Yeni şifrə",
  greeting: "Salam, <b>Aysel</b>!",
  paragraphs: ["Bir sətir."],
  button: { label: "Şifrə seç", url: "https://medadmin.example/access/x?a=1&b=2" },
  notes: ["Bir dəfə işləyir."],
  signature: "MedAdmin",
};
const mail = writeLetter(letter, { name: "Aysel Məmmədova", address: "aysel@example.com" }, "az");

let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-mail-"));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const config = (variables: Record<string, string> = {}) => readEnv({ DATA_DIR: folder, ...variables });

/** A mail server as RFC 5321 has it, as far as one mail goes; `recipient` is what it answers to the address. */
async function mailServer(recipient: string) {
  const heard: string[] = [];
  server = createServer((socket: Socket) => {
    let inData = false;
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      heard.push(text);
      if (inData) {
        if (!text.endsWith("\r\n.\r\n")) return;
        inData = false;
        socket.write("250 taken\r\n");
      } else if (text.startsWith("RCPT")) socket.write(`${recipient}\r\n`);
      else if (text.startsWith("DATA")) {
        inData = true;
        socket.write("354 go on\r\n");
      } else if (text.startsWith("QUIT")) socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `smtp://127.0.0.1:${address.port}`, heard };
}

it("goes through the mail server, from who the operator said", async () => {
  const { url, heard } = await mailServer("250 ok");
  const set = config({ SMTP_URL: url, MAIL_FROM: "MedAdmin <door@medadmin.example>" });
  expect(await sendMail(mail, now, set)).toBe("sent");
  expect(heard.join("")).toContain("MAIL FROM:<door@medadmin.example>");
  expect(heard.join("")).toContain("RCPT TO:<aysel@example.com>");
  expect(readdirSync(folder)).toEqual([]);
});

it("is kept when the mail server does not take it, or there is none", async () => {
  const { url } = await mailServer("550 no");
  expect(await sendMail(mail, now, config({ SMTP_URL: url }))).toBe("kept");
  expect(await sendMail(mail, now, config())).toBe("kept");
  expect(readdirSync(join(folder, "outbox"))).toHaveLength(2);
});

it("is not silently lost where files do not stay", async () => {
  const onVercel = config({ VERCEL: "1" });
  await expect(sendMail(mail, now, onVercel)).rejects.toThrow(/SMTP_URL must be set/);
});

it("says the same in both forms, and takes no markup from names", () => {
  for (const form of [mail.text, mail.html])
    for (const text of ["Bir sətir.", "Şifrə seç", "Bir dəfə işləyir."]) expect(form).toContain(text);
  expect(mail.text).toContain("https://medadmin.example/access/x?a=1&b=2");
  expect(mail.html).toContain('href="https://medadmin.example/access/x?a=1&amp;b=2"');
  expect(mail.html).toContain("&lt;b&gt;Aysel&lt;/b&gt;");
  expect(mail.html).not.toContain("<b>");
});
