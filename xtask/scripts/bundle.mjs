// Bundles TypeScript and CSS: node bundle.mjs release|dev <out folder> <name>=<source>…
import * as esbuild from "esbuild";

const [profile, outdir, ...entries] = process.argv.slice(2);
const release = profile === "release";

try {
  await esbuild.build({
    // Not a dictionary: a script and a style sheet may have the same name.
    entryPoints: entries.map((entry) => {
      const [out, source] = entry.split("=");
      return { in: source, out };
    }),
    outdir,
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    minify: release,
    sourcemap: release ? false : "inline",
    logLevel: "warning",
  });
} catch {
  // esbuild has printed what is wrong and where.
  process.exitCode = 1;
}
