// Compiles the modules of Pyodide's standard library that every page imports, with Pyodide itself,
// so that a page does not do it at every start:
//
//   node compile-stdlib.mjs <pyodide's folder> <folder of the package pyscript> <output zip>
//
// The output has the source of all modules, and of those that are imported by the time the package
// is, the compiled form beside it, with a header that tells the importer to take it as it is.
// Entries are stored: what the server compresses as a whole gets smaller than what was compressed
// one by one, so that the download is not larger than before.
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Imports what the package does and collects the files of the modules that are then loaded. */
const LOADED = `
import ast, importlib, sys

# Where the importer of the page finds the modules: tracebacks name these files.
root = next(path for path in sys.path if path.endswith(".zip")) + "/"

for source in sources:
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        for name in names:
            if name.partition(".")[0] in sys.stdlib_module_names:
                importlib.import_module(name)

files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
loaded = {file.removeprefix(root) for file in files if file.startswith(root)}
`;

const COMPILE = `
import importlib.util, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def entry(name):
    # One date for all: the same input gives the same bytes.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.external_attr = 0o644 << 16
    return info

with zipfile.ZipFile("/in.zip") as old, zipfile.ZipFile("/out.zip", "w") as new:
    for name in sorted(old.namelist()):
        if name.endswith("/"):
            continue
        content = old.read(name)
        new.writestr(entry(name), content)
        if name in loaded:
            code = compile(content, root + name, "exec", dont_inherit=True)
            pyc = _code_to_hash_pyc(code, importlib.util.source_hash(content), checked=False)
            new.writestr(entry(name + "c"), bytes(pyc))
`;

const [folder, packageFolder, output] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
// A fixed seed: the order of sets ends up in compiled constants.
const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
const files = (await readdir(packageFolder)).filter((name) => name.endsWith(".py")).sort();
const sources = await Promise.all(files.map((name) => readFile(join(packageFolder, name), "utf8")));
pyodide.globals.set("sources", pyodide.toPy(sources));
pyodide.runPython(LOADED);
pyodide.FS.writeFile("/in.zip", await readFile(join(folder, "python_stdlib.zip")));
pyodide.runPython(COMPILE);
// Written aside first: after an interruption the file is either whole or not there.
await writeFile(`${output}.part`, pyodide.FS.readFile("/out.zip"));
await rename(`${output}.part`, output);
