// Bundles TypeScript and CSS: node bundle.mjs release|dev <out folder> <name>=<source>…
// The variable PYODIDE is where Pyodide comes from, if not from the bundle.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
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

/**
 * An entry that imports another entry gets it from beside itself: there is one copy on a page.
 *
 * @type {esbuild.Plugin}
 */
const otherEntries = {
  name: "other-entries",
  setup(build) {
    build.onResolve({ filter: /^\.\/core\.js$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

/** What the glue hands to the core as it is. */
const HOST = "../src/host.ts";

/**
 * The glue imports that module as a namespace, once for each function that the core imports from it,
 * so that a bundler has to keep an object with all of its exports. The core's own list is shorter.
 *
 * @type {esbuild.Plugin}
 */
const namedImports = {
  name: "named-imports",
  setup(build) {
    build.onLoad({ filter: /\/pyxide_core\.js$/ }, async ({ path }) => {
      const core = await WebAssembly.compile(await readFile(path.replace(/\.js$/, "_bg.wasm")));
      const imports = WebAssembly.Module.imports(core).filter(({ module }) => module === HOST);
      const names = imports.map(({ name }) => name).join(", ");
      const glue = await readFile(path, "utf8");
      const contents = glue
        .replace(/(import \* as import\d+ from "\.\.\/src\/host\.ts";?\n)+/, `import { ${names} } from "${HOST}";\n`)
        .replace(/( *"\.\.\/src\/host\.ts": import\d+,\n)+/, `"${HOST}": { ${names} },\n`);
      if (names === "" || /import \* as|import1\b/.test(contents)) throw new Error("the glue is not as expected");
      return { contents, loader: "js" };
    });
  },
};

// Not a dictionary: a script and a style sheet may have the same name.
const points = entries.map((entry) => {
  const [out, source] = entry.split("=");
  return { in: source, out };
});

/** Modules are imported by addresses, which bundlers of pages have to leave alone; minifying drops comments. */
const leaveImports = (text) =>
  text.replace(/(?<![\w$.])import\((?=[^"'`])/g, "import(/*webpackIgnore:true*//*@vite-ignore*/");

async function bundle(entryPoints, plugins) {
  const { outputFiles } = await esbuild.build({
    entryPoints,
    plugins,
    outdir,
    bundle: true,
    format: "esm",
    loader: { ".py": "text" },
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    define: { PYODIDE: pyodide ? JSON.stringify(pyodide) : "undefined" },
    minify: release,
    sourcemap: release ? false : "inline",
    logLevel: "warning",
    write: false,
  });
  for (const { path, contents, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, release && path.endsWith(".js") ? leaveImports(text) : contents);
  }
}

try {
  await bundle(points.filter(({ out }) => out !== "worker"), [otherEntries, namedImports]);
  await bundle(points.filter(({ out }) => out === "worker"), [withoutPage, namedImports]);
} catch {
  // esbuild has printed what is wrong and where.
  process.exitCode = 1;
}
