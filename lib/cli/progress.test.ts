import { describe, expect, it } from "vitest";
import { progressDisplay } from "./progress";

function shown(terminal: object): string {
  const written: string[] = [];
  const display = progressDisplay({ ...terminal, write: (text: string) => written.push(text) });
  display.show({ done: 9, total: 12, text: "city-hospital" });
  display.clear();
  return written.join("");
}

describe("progress", () => {
  it("is a line per step in a pipe", () => {
    expect(shown({})).toBe(" 9/12 city-hospital\n");
  });

  it("is one bar on a terminal, no wider than it, and gone at the end", () => {
    const text = shown({ isTTY: true, columns: 40 });
    expect(text).toContain("██████████████████░░░░░░  9/12 city-hos");
    expect(text).not.toContain("city-hospital");
    expect(text.endsWith("\r\x1b[2K")).toBe(true);
  });
});
