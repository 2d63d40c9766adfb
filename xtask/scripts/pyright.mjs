// Checks the Python of the examples and of the documentation against the stubs: node pyright.mjs STUBS WORK
//
// The code is cut out of its page with blank lines before it, so that line numbers are the page's. What Pyright says
// of `await` at the top level of a page's script is dropped: there it is allowed.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const [stubs, work] = process.argv.slice(2).map((path) => resolve(path));
const PYTHON = { ".html": cutHtml, ".md": cutMarkdown, ".py": (text) => [{ line: 0, text }] };
const ALLOWED = /^"(await|async)" .*async function|^Use of "async" not allowed outside of async function/;

/** The parts of a text that `pattern` finds as its group 2, behind the blank lines that put them into their place. */
function cut(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index + match[1].length;
    return { line: text.slice(0, start).split("\n").length - 1, text: match[2] };
  });
}

function cutHtml(text) {
  const script = /(<script\b[^>]*\btype="m?py"[^>]*>)([^]*?)<\/script>/g;
  const element = /(<m?py-script\b[^>]*>)([^]*?)<\/m?py-script>/g;
  return [...cut(text, script), ...cut(text, element)];
}

function cutMarkdown(text) {
  return cut(text, /(```python[^\n]*\n)([^]*?)```/g);
}

/** As a page does it: what the first line is indented with is taken from every line. */
function dedent(text) {
  const margin = /^([ \t]*)\S/m.exec(text)?.[1] ?? "";
  return text.split("\n").map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line)).join("\n");
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const places = new Map();
let blocks = 0;
rmSync(work, { recursive: true, force: true });
for (const folder of ["examples", "docs", "tests/types"]) {
  for (const path of filesBelow(folder)) {
    const kind = PYTHON[/\.\w+$/.exec(path)?.[0] ?? ""];
    if (!kind) continue;
    // A page's scripts share their globals, and so do the snippets of one document.
    const parts = kind(readFileSync(path, "utf8")).filter((part) => part.text.trim());
    if (parts.length === 0) continue;
    blocks += parts.length;
    const name = path.replace(/\.(html|md)$/, "").replaceAll(/[^\w/.]/g, "_");
    // A page's configuration puts its modules side by side, wherever they are on the server.
    const flat = name.replace(/^(examples\/[^/]+\/).*\//, "$1");
    const target = join(work, flat.endsWith(".py") ? flat : `${flat}.py`);
    const lines = [];
    for (const part of parts.sort((a, b) => a.line - b.line)) {
      while (lines.length < part.line) lines.push("");
      lines.push(...dedent(part.text).split("\n"));
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, lines.join("\n"));
    places.set(target, path);
  }
}
if (blocks < 11) throw new Error(`only ${blocks} pieces of Python were found`);

writeFileSync(
  join(work, "pyrightconfig.json"),
  JSON.stringify({
    include: ["."],
    extraPaths: [stubs],
    pythonVersion: "3.14",
    typeCheckingMode: "strict",
    reportUnnecessaryTypeIgnoreComment: true,
    // There is no source on this machine, and no Python needed for the check.
    reportMissingModuleSource: false,
    // Pages write functions without types; that the stubs themselves give types is what tests/types shows.
    ...Object.fromEntries(
      ["MissingParameterType", "UnknownParameterType", "UnknownVariableType", "UnknownMemberType", "UnknownArgumentType",
        "UnknownLambdaType", "MissingTypeArgument", "UntypedFunctionDecorator", "UnusedExpression"].map((rule) => [`report${rule}`, false]),
    ),
  }),
);

/** Pyright's findings; its exit code is 1 when there are any. */
function findings() {
  const program = createRequire(resolve("package.json")).resolve("pyright/index.js");
  try {
    return execFileSync("node", [program, "--outputjson", "-p", work], { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}

const report = JSON.parse(findings());
if (report.summary.filesAnalyzed < places.size) throw new Error(`Pyright read ${report.summary.filesAnalyzed} of ${places.size} files`);
const found = report.generalDiagnostics.filter(({ message }) => !ALLOWED.test(message));
for (const { file, range, message, rule } of found) {
  const place = places.get(file) ?? file;
  console.error(`${place}:${range.start.line + 1}: ${message}${rule ? ` (${rule})` : ""}`);
}
if (found.length > 0) process.exit(1);
console.log(`${blocks} pieces of Python in ${places.size} files`);
