// `npm start`. Runs on whatever Node.js there is, with nothing installed: the standard library only.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  process.stderr.write(`MedAdmin needs Node.js 20.9 or newer; this is ${process.version}.\n`);
  process.exit(1);
}

const { exitWith } = await import("./boot-error.mjs");
try {
  const { parseStartOptions, startUsage } = await import("./options.mjs");
  const { become, forwardSignals } = await import("./child.mjs");
  const { outliveReaders } = await import("./closed-output.mjs");
  const { ensureInstalled } = await import("./install.mjs");
  const { pinnedNode, root, runsAs } = await import("./runtime.mjs");

  const args = process.argv.slice(2);
  const options = parseStartOptions(args);
  if (options.help) {
    process.stdout.write(startUsage);
    process.exit(0);
  }
  outliveReaders();
  process.chdir(root);
  forwardSignals();
  await ensureInstalled({ dev: false });
  const node = pinnedNode();
  if (!runsAs(node)) await become(node, [new URL(import.meta.url).pathname, ...args]);
  const { serve } = await import("./serve.mjs");
  await serve(options);
} catch (error) {
  exitWith(error);
}
