/** What the code says, as it says it. */
export function JobText({ text }: { text: string }) {
  return <pre className="overflow-x-auto whitespace-pre-wrap break-words font-mono text-small">{text}</pre>;
}
