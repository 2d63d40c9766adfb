// Bundles TypeScript and CSS: node bundle.mjs release|dev <out folder> <name>=<source>…
// The variable PYODIDE is where Pyodide comes from, if not from the bundle.
import * as esbuild from "esbuild";

const [profile, outdir, ...entries] = process.argv.slice(2);
const pyodide = process.env["PYODIDE"];
const release = profile === "release";

/** What a worker never does: there is no document. */
const PAGE_ONLY = /\/(elements|inline-events|kernel|lifecycle|names|observe|xworker)\.js$/;

/**
 * Leaves those modules out. Their functions do nothing; the core calls none of them in a worker.
 *
 * @type {esbuild.Plugin}
 */
const withoutPage = {
  name: "without-page",
  setup(build) {
    build.onResolve({ filter: PAGE_ONLY }, () => ({ path: "nothing", namespace: "nothing" }));
    const contents = "module.exports = Object.create(new Proxy({}, { get: () => () => {} }))";
    build.onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents }));
  },
};

// Not a dictionary: a script and a style sheet may have the same name.
const points = entries.map((entry) => {
  const [out, source] = entry.split("=");
  return { in: source, out };
});

const bundle = (entryPoints, plugins) =>
  esbuild.build({
    entryPoints,
    plugins,
    outdir,
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    define: { PYODIDE: pyodide ? JSON.stringify(pyodide) : "undefined" },
    minify: release,
    sourcemap: release ? false : "inline",
    logLevel: "warning",
  });

try {
  await bundle(points.filter(({ out }) => out !== "worker"), []);
  await bundle(points.filter(({ out }) => out === "worker"), [withoutPage]);
} catch {
  // esbuild has printed what is wrong and where.
  process.exitCode = 1;
}
