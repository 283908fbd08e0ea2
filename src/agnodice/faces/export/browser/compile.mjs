// Compiles the modules of a zip to bytecode, in the very Python that will run them: node compile.mjs FOLDER.
// FOLDER holds Pyodide's files and in.zip; out.zip is written beside them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const info = JSON.parse(readFileSync(join(folder, "info.json"), "utf-8"));
const python = await loadPyodide({ indexURL: `${folder}/`, lockFileContents: { info, packages: {} } });
python.FS.writeFile("/in.zip", new Uint8Array(readFileSync(join(folder, "in.zip"))));
python.runPython(`
import importlib.util, marshal, types, zipfile

def bare(code):
    """Without line numbers and file names, a third of it: what goes wrong in a page is told by its kind alone."""
    consts = tuple(bare(const) if isinstance(const, types.CodeType) else const for const in code.co_consts)
    return code.replace(co_linetable=b"", co_filename="", co_consts=consts)

HEAD = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)  # PEP 552: a hash that nobody checks
with zipfile.ZipFile("/in.zip") as sources, zipfile.ZipFile("/out.zip", "w", zipfile.ZIP_STORED) as out:
    for name in sorted(sources.namelist()):
        data = sources.read(name)
        if name.endswith(".py"):
            code = compile(data, name, "exec", dont_inherit=True, optimize=2)
            name, data = name + "c", HEAD + marshal.dumps(bare(code))
        out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
`);
writeFileSync(join(folder, "out.zip"), python.FS.readFile("/out.zip"));
